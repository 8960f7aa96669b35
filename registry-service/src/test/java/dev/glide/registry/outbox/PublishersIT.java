package dev.glide.registry.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.outbox.OutboxPublisher.Outcome;
import dev.glide.shared.event.TransferEvent.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two registries on one database. */
class PublishersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONG = TestRegistry.NEVER;
  private static final Duration SHORT = Duration.ofMillis(500);

  private static RegistryDatabase database;
  private static Jdbi jdbi;

  @BeforeAll
  static void startDatabase() {
    database = new RegistryDatabase();
    jdbi = database.migrated("latest");
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    database.close();
  }

  @BeforeEach
  void beginAnew() {
    jdbi.useHandle(db -> {
      db.execute("TRUNCATE outbox");
      db.execute("UPDATE outbox_publisher SET holder = NULL, until = '-infinity', wanted = false");
    });
  }

  private static boolean holds(String condition) {
    return jdbi.withHandle(db ->
        db.createQuery("SELECT EXISTS (SELECT 1 FROM " + condition + ")")
            .mapTo(Boolean.class)
            .one());
  }

  private static void emptied() {
    await().atMost(PATIENCE).until(() -> !holds("outbox"));
  }

  @Test
  void whatIsAddedWhileTheOtherPublishesIsPublishedByIt() throws Exception {
    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    TestSink sink = new TestSink().answering(() -> acknowledgement);
    TestSink idle = new TestSink();
    try (TestRegistry one = new TestRegistry(jdbi, sink, LONG, LONG).started();
        TestRegistry other = new TestRegistry(jdbi, idle, LONG, LONG)) {
      UUID first = one.say(UUID.randomUUID(), Kind.OFFERED);
      await().atMost(PATIENCE).until(() -> sink.heard().contains(first));
      other.started();
      UUID second = other.say(UUID.randomUUID(), Kind.OFFERED);
      await().atMost(PATIENCE).until(() -> holds("outbox_publisher WHERE wanted"));
      acknowledgement.complete(null);
      // Nobody looks by the clock here: it must be the word that was left.
      await().atMost(PATIENCE).until(() -> sink.heard().contains(second));
      emptied();
      assertThat(idle.heard()).isEmpty();
      await().atMost(PATIENCE).until(() -> holds("outbox_publisher WHERE holder IS NULL"));
    }
  }

  @Test
  void whatBothAddAtOnceIsSaidOnceAndInOrder() throws Exception {
    TestSink sink = new TestSink();
    List<UUID> transfers = Stream.generate(UUID::randomUUID).limit(10).toList();
    List<List<UUID>> said = new ArrayList<>();
    try (TestRegistry one = new TestRegistry(jdbi, sink, LONG, LONG).started();
        TestRegistry other = new TestRegistry(jdbi, sink, LONG, LONG).started();
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          transfers.stream()
              .map(transfer -> people.submit(() -> sayAll(transfer, one, other)))
              .toList();
      for (var each : all) {
        said.add(each.get());
      }
      emptied();
    }
    for (int i = 0; i < transfers.size(); i++) {
      assertThat(sink.heard(transfers.get(i).toString())).isEqualTo(said.get(i));
    }
  }

  private static List<UUID> sayAll(UUID transfer, TestRegistry one, TestRegistry other) {
    List<UUID> said = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      said.add((i % 2 == 0 ? one : other).say(transfer, Kind.SESSION));
    }
    return said;
  }

  @Test
  void aProcessThatIsStoppedHoldsNobodyUpAndSaysNothingMoreWhenItGoesOn() throws Exception {
    CompletableFuture<Void> goesOn = new CompletableFuture<>();
    TestSink stopped =
        new TestSink()
            .answering(() -> {
              goesOn.join();
              return CompletableFuture.completedFuture(null);
            });
    TestSink healthy = new TestSink();
    try (TestRegistry one = new TestRegistry(jdbi, stopped, SHORT, LONG);
        TestRegistry other = new TestRegistry(jdbi, healthy, LONG, Duration.ofMillis(20));
        ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID transfer = UUID.randomUUID();
      UUID first = one.say(transfer, Kind.OFFERED);
      UUID second = one.say(transfer, Kind.CANCELLED);
      var outcome = processes.submit(one.publisher::publish);
      await().atMost(PATIENCE).until(() -> stopped.heard().contains(first));
      other.started();
      await().atMost(PATIENCE).until(() -> healthy.heard().equals(List.of(first, second)));
      emptied();
      goesOn.complete(null);
      assertThat(outcome.get()).isInstanceOf(Outcome.Failed.class);
      assertThat(stopped.heard()).containsExactly(first);
    }
  }

  @Test
  void whoWaitsForTheBrokerKeepsTheLeaseAndNoTransaction() throws Exception {
    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    TestSink sink = new TestSink().answering(() -> acknowledgement);
    try (TestRegistry one = new TestRegistry(jdbi, sink, SHORT, LONG).started();
        TestRegistry other = new TestRegistry(jdbi, new TestSink(), SHORT, LONG)) {
      one.say(UUID.randomUUID(), Kind.OFFERED);
      await().atMost(PATIENCE).until(() -> !sink.heard().isEmpty());
      Instant end =
          jdbi.withHandle(db ->
              db.createQuery("SELECT until FROM outbox_publisher").mapTo(Instant.class).one());
      await()
          .atMost(PATIENCE)
          .until(() -> holds("(SELECT) AS n WHERE clock_timestamp() > '" + end + "'"));
      assertThat(other.lease.take()).isFalse();
      await()
          .atMost(PATIENCE)
          .until(() ->
              !holds("pg_stat_activity WHERE state LIKE 'idle in%' AND pid <> pg_backend_pid()"));
      acknowledgement.complete(null);
      emptied();
    }
  }

  @Test
  void aRowThatNobodyCanReadHoldsUpItsOwnKeyOnly() throws Exception {
    TestSink sink = new TestSink();
    jdbi.useHandle(db ->
        db.execute(
            "INSERT INTO outbox (id, at, channel, key, type, data)"
                + " VALUES (gen_random_uuid(), now(), 'from-the-future', 'k', 't', '{}')"));
    try (TestRegistry one = new TestRegistry(jdbi, sink, LONG, LONG)) {
      UUID event = one.say(UUID.randomUUID(), Kind.OFFERED);
      assertThat(one.publisher.publish())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.acknowledged()).isEqualTo(1);
                assertThat(failed.why()).contains("from-the-future");
              });
      assertThat(sink.heard()).containsExactly(event);
      assertThat(holds("outbox WHERE channel = 'from-the-future'")).isTrue();
      assertThat(holds("outbox WHERE channel <> 'from-the-future'")).isFalse();
    }
  }

  @Test
  void tellsHowMuchWaitsSinceWhen() throws Exception {
    try (TestRegistry one = new TestRegistry(jdbi, new TestSink(), LONG, LONG)) {
      assertThat(new Backlog(jdbi, Clock.systemUTC()).now().events()).isZero();
      one.say(UUID.randomUUID(), Kind.OFFERED);
      one.say(UUID.randomUUID(), Kind.OFFERED);
      Backlog.Standing standing = new Backlog(jdbi, Clock.systemUTC()).now();
      assertThat(standing.events()).isEqualTo(2);
      Instant oldest = standing.oldest().orElseThrow();
      assertThat(standing.age(oldest.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
      assertThat(one.publisher.publish()).isEqualTo(new Outcome.Empty());
      assertThat(new Backlog(jdbi, Clock.systemUTC()).now())
          .isEqualTo(new Backlog.Standing(0, Optional.empty()));
    }
  }
}
