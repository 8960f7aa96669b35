package dev.glide.benchmarks.apart;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What ten thousand events cost each of those that they pass: out of the outbox, through the
 * broker, to a chunk store and a relay; against a bare producer.
 */
public final class EventCost implements Scenario {
  private static final int EVENTS = 10_000;
  private static final long LIMIT_SECONDS = 300;
  private static final int LOOK_MILLIS = 50;

  /** What listeners have not heard yet when the outbox is empty. */
  private static final int SETTLE_MILLIS = 2_000;

  private static final String ADD =
      """
      INSERT INTO outbox (id, at, channel, key, type, data)
      SELECT id, now(), 'glide-transfer', transfer::text, 'dev.glide.transfer.accepted',
        json_build_object('id', id, 'at', now(), 'kind', 'ACCEPTED', 'transfer', transfer,
          'sender', transfer, 'recipients', json_build_array(id), 'expiryDay', current_date + 7)
      FROM (SELECT gen_random_uuid() AS id, gen_random_uuid() AS transfer
        FROM generate_series(1, %d)) made
      """
          .formatted(EVENTS);

  @Override
  public String name() {
    return "events";
  }

  @Override
  public List<Result> measure(Setting setting) {
    if (!Service.areBuilt()) {
      return List.of(Result.figure("events (services apart not built)", 0, "ms"));
    }
    try (Workspace disk = Workspace.in(setting.disk());
        Ground ground = Ground.lay(disk);
        Service registry = ground.registry();
        Service chunks = ground.beside(registry, Service.Kind.CHUNK_STORE);
        Service relay = ground.beside(registry, Service.Kind.RELAY);
        Connection database = ground.postgres().connect();
        BareProducer bare = BareProducer.open(ground.bootstrap())) {
      List<Part> parts =
          List.of(
              new Part("registry", registry::cpu),
              new Part("PostgreSQL", ground.postgres()::cpu),
              new Part("broker", ground::brokerCpu),
              new Part("chunk store", chunks::cpu),
              new Part("relay", relay::cpu));
      return results(setting.rounds(), parts, database, bare);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody whom an event passes. */
  private static final class Part {
    private final String who;
    private final Supplier<Duration> cpu;
    private final List<Double> millis = new ArrayList<>();

    Part(String who, Supplier<Duration> cpu) {
      this.who = who;
      this.cpu = cpu;
    }

    Runnable begin() {
      Duration before = cpu.get();
      return () -> millis.add(cpu.get().minus(before).toNanos() / 1e6);
    }
  }

  private static List<Result> results(
      Rounds rounds, List<Part> parts, Connection database, BareProducer bare) throws SQLException {
    List<Double> seconds = new ArrayList<>();
    List<Double> baseline = new ArrayList<>();
    for (int i = -1; i < rounds.count(); i++) {
      List<Runnable> ends = parts.stream().map(Part::begin).toList();
      double took = pass(database);
      Tool.pause(SETTLE_MILLIS);
      ends.forEach(Runnable::run);
      double its = bare.seconds(EVENTS);
      if (i < 0) {
        // The first round finds cold classes: it does not count.
        parts.forEach(each -> each.millis.clear());
      } else {
        seconds.add(took);
        baseline.add(its);
      }
    }
    List<Result> results = new ArrayList<>();
    results.add(
        new Result(
            "%,d events out of the outbox".formatted(EVENTS),
            Rounds.median(seconds),
            "s",
            "a bare producer, batches of 100",
            Rounds.median(baseline),
            Rounds.median(baseline) / Rounds.median(seconds),
            "",
            true));
    for (Part each : parts) {
      results.add(
          Result.figure(
              "processor for %,d events: %s".formatted(EVENTS, each.who),
              Rounds.median(each.millis),
              "ms"));
    }
    return results;
  }

  /** Seconds from when the registry finds them, which it looks for every now and then. */
  private static double pass(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate(ADD);
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      long begin = System.nanoTime();
      while (System.nanoTime() < limit) {
        long now = System.nanoTime();
        int left = left(statement);
        if (left == 0) {
          return (System.nanoTime() - begin) / 1e9;
        }
        if (left >= EVENTS) {
          begin = now;
        }
        Tool.pause(LOOK_MILLIS);
      }
    }
    throw new IllegalStateException("events do not leave the outbox");
  }

  private static int left(Statement statement) throws SQLException {
    ResultSet row = statement.executeQuery("SELECT count(*) FROM outbox");
    row.next();
    return row.getInt(1);
  }
}
