package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import dev.glide.benchmarks.load.Answered;
import dev.glide.benchmarks.load.Load;
import dev.glide.benchmarks.load.Requests;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many offers a second one registry takes on this machine, with a database that keeps what it
 * has acknowledged; how long they wait at half of that; and what a sign-in costs.
 */
public final class Offers implements Scenario {
  private static final Duration BASELINE = Duration.ofSeconds(3);
  private static final int LEAST_A_SECOND = 2_000;
  private static final int MOST_MILLIS = 50;
  private static final int LOGGED = 5_000;
  private static final int SIGN_INS = 3_000;

  /** Assertions are good for four minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public List<Result> measure(Setting setting) {
    // Not where other files are: in a folder of memory, to be durable costs nothing.
    try (Workspace disk = Workspace.in(setting.disk());
        RegistryServer server = RegistryServer.start(setting, disk);
        Connection database = server.database()) {
      Crowd crowd = Crowd.gather(database);
      List<Result> results = new ArrayList<>(offers(setting, server, crowd));
      results.add(log(server, database, crowd));
      results.addAll(signIns(server, crowd));
      return results;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Result> offers(Setting setting, RegistryServer server, Crowd crowd) {
    try (Load load = new Load(server.port(), Pressure.CONNECTIONS)) {
      Pressure pressure = new Pressure(server, load, setting.rounds(), new OfferRequests(crowd));
      pressure.warmUp();
      Used used = new Used(server);
      Pressure.Rates rates =
          pressure.rates(used, () -> Commits.perSecond(server::database, BASELINE));
      List<Result> results = new ArrayList<>();
      results.add(
          Result.rate(
              "offers a second, " + server.name(),
              rates.own(),
              "rows of 1 kB by SQL alone",
              rates.other(),
              LEAST_A_SECOND));
      results.addAll(used.results("an offer"));
      results.addAll(pressure.times("offers", rates.own() / 2, MOST_MILLIS));
      return results;
    }
  }

  /** Replicas, backups and the disk see this much. */
  private static Result log(RegistryServer server, Connection database, Crowd crowd)
      throws SQLException {
    try (Load load = new Load(server.port(), Pressure.CONNECTIONS);
        Statement statement = database.createStatement()) {
      double before = written(statement);
      Answered answered = load.flatOut(new OfferRequests(crowd), LOGGED, LONGEST);
      return Result.figure(
          "an offer in PostgreSQL's log", (written(statement) - before) / answered.count(), "B");
    }
  }

  private static double written(Statement statement) throws SQLException {
    ResultSet row = statement.executeQuery("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
    row.next();
    return row.getDouble(1);
  }

  private static List<Result> signIns(RegistryServer server, Crowd crowd) {
    try (Load load = new Load(server.port(), Pressure.CONNECTIONS)) {
      Requests requests = new SignInRequests(crowd, server.port(), 2 * SIGN_INS);
      load.flatOut(requests, SIGN_INS, LONGEST);
      Used used = new Used(server);
      Answered answered = used.during(() -> load.flatOut(requests, SIGN_INS, LONGEST));
      List<Result> results = new ArrayList<>();
      results.add(Result.figure("sign-ins a second", answered.perSecond(), "/s"));
      results.addAll(used.results("a sign-in"));
      return results;
    }
  }
}
