package dev.glide.benchmarks.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How many rows of a kilobyte the database alone makes durable in a second, one a transaction. */
final class Commits {
  private static final int CONNECTIONS = 6;
  private static final int ROW_BYTES = 1000;

  private Commits() {}

  static double perSecond(Supplier<Connection> database, Duration time) {
    List<Connection> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        open.add(database.get());
      }
      try (Statement statement = open.getFirst().createStatement()) {
        statement.execute("CREATE TABLE bench_rows (id uuid PRIMARY KEY, content bytea)");
      }
      double rate = perSecond(open, time);
      try (Statement statement = open.getFirst().createStatement()) {
        statement.execute("DROP TABLE bench_rows");
      }
      for (Connection each : open) {
        each.close();
      }
      return rate;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double perSecond(List<Connection> open, Duration time) {
    AtomicLong count = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> threads =
        open.stream()
            .map(each ->
                Thread.ofPlatform().daemon().start(() -> count.addAndGet(insert(each, end))))
            .toList();
    try {
      for (Thread each : threads) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count.get() / ((System.nanoTime() - start) / 1e9);
  }

  private static long insert(Connection connection, long end) {
    SplittableRandom random = new SplittableRandom(System.identityHashCode(connection));
    byte[] content = new byte[ROW_BYTES];
    long count = 0;
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO bench_rows VALUES (?, ?)")) {
      while (System.nanoTime() < end) {
        random.nextBytes(content);
        statement.setObject(1, new UUID(random.nextLong(), random.nextLong()));
        statement.setBytes(2, content);
        statement.executeUpdate();
        count++;
      }
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
