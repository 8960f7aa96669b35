package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import dev.glide.benchmarks.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a look into an inbox takes with a million transfers in the table, and what those are.
 */
public final class Inboxes implements Scenario {
  private static final int MOST_MILLIS = 20;

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public List<Result> measure(Setting setting) {
    try (Workspace disk = Workspace.in(setting.disk());
        RegistryServer server = RegistryServer.start(setting, disk);
        Connection database = server.database()) {
      Crowd crowd = Crowd.gather(database);
      FullTable.fill(database);
      List<Result> results = new ArrayList<>(sizes(database));
      results.addAll(looks(setting, server, crowd));
      return results;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Result> sizes(Connection database) {
    return List.of(
        Result.figure(
            "a user with one device, on disk",
            FullTable.bytesEach(database, "users", List.of("users", "devices")),
            "B"),
        Result.figure(
            "a transfer to one person, on disk",
            FullTable.bytesEach(
                database, "transfers", List.of("transfers", "recipients", "sealed_keys")),
            "B"));
  }

  private static List<Result> looks(Setting setting, RegistryServer server, Crowd crowd) {
    try (Load load = new Load(server.port(), Pressure.CONNECTIONS)) {
      Pressure pressure = new Pressure(server, load, setting.rounds(), new InboxRequests(crowd));
      pressure.warmUp();
      Used used = new Used(server);
      double rate = pressure.rates(used, () -> 0).own();
      List<Result> results = new ArrayList<>();
      results.add(
          Result.figure("looks into an inbox of ten a second, " + server.name(), rate, "/s"));
      results.addAll(used.results("a look into an inbox"));
      results.addAll(pressure.times("looks into inboxes", rate / 2, MOST_MILLIS));
      return results;
    }
  }
}
