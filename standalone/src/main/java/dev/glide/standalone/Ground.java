package dev.glide.standalone;

import dev.glide.standalone.ServerFailure.Kind;
import dev.glide.standalone.database.DatabaseException;
import dev.glide.standalone.database.EmbeddedPostgres;
import io.quarkus.runtime.Application;
import java.io.IOException;
import java.nio.file.Path;

/** What the services stand on in this process: the data folder and the database in it. */
record Ground(DataFolder folder, AdminToken adminToken, EmbeddedPostgres database) {

  static Ground lay(ServerOptions options) throws ServerFailure {
    DataFolder folder = DataFolder.open(options.data().orElseGet(Ground::defaultPlace));
    try {
      return new Ground(
          folder,
          AdminToken.in(folder),
          EmbeddedPostgres.start(folder.path(), () -> System.exit(1)));
    } catch (DatabaseException e) {
      String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
      throw new ServerFailure(
          Kind.FAILED,
          e.getMessage() + cause,
          "the database's own words are in " + folder.path().resolve("postgres.log"),
          e);
    }
  }

  /** Runs while the process ends: first nobody uses the database any more, then it stops. */
  void clear() {
    database.expectClose();
    Application services = Application.currentApplication();
    if (services != null) {
      services.stop();
    }
    try {
      database.close();
      folder.close();
    } catch (DatabaseException | IOException e) {
      System.err.println("glide: " + e.getMessage());
    }
  }

  private static Path defaultPlace() {
    String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", ""));
    return DataFolder.defaultPlace(
        System.getenv(), System.getProperty("os.name", ""), Path.of(home));
  }
}
