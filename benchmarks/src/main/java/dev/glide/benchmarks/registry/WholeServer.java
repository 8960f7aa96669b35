package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code glide server}: the registry with everything else in one process. */
final class WholeServer implements RegistryServer {
  private static final String USER = "glide";
  private static final String PASSWORD_FILE = "glide-password";

  /** Line of {@code postmaster.pid}, from 0, that has the port. */
  private static final int PORT_LINE = 3;

  private final GlideServer server;
  private final Path database;

  private WholeServer(GlideServer server, Path database) {
    this.server = server;
    this.database = database;
  }

  static WholeServer start(Setting setting, Workspace disk) {
    Path folder = disk.folder("whole");
    GlideServer server = GlideServer.start(setting.glide(), folder, disk.log("whole"));
    return new WholeServer(server, databaseBelow(folder));
  }

  private static Path databaseBelow(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(each -> each.endsWith(PASSWORD_FILE))
          .map(each -> each.resolveSibling(""))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("there is no database in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "glide server";
  }

  @Override
  public int port() {
    return URI.create(server.url()).getPort();
  }

  @Override
  public Connection database() {
    List<String> note = Tool.read(database.resolve("postmaster.pid")).lines().toList();
    String url = "jdbc:postgresql://127.0.0.1:" + note.get(PORT_LINE).strip() + "/postgres";
    try {
      return DriverManager.getConnection(url, USER, Tool.read(database.resolve(PASSWORD_FILE)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Duration cpu() {
    return Cpu.of(server.process());
  }

  @Override
  public Duration databaseCpu() {
    return Cpu.below(server.process());
  }

  @Override
  public void close() {
    server.close();
  }
}
