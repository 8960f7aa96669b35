package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.process.RunningService;
import dev.glide.shared.api.NewTransfer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries on one database, asked for the same things at once. */
class TwoRegistriesIT {
  private static final String JAR = "glide.registry.application";
  private static final int HANDLES = 60;
  private static final int RIVALS = 4;
  private static final int SENDERS = 10;
  private static final int OFFERS = 18;
  private static final int CONTESTED = 20;
  private static final long OFFER_BYTES = 10_000_000;
  private static final long QUOTA_BYTES = 55_000_000;
  private static final int FIT = 5;

  @TempDir Path folder;
  private EmbeddedPostgres database;
  private final List<RunningService> registries = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Queue<Integer>> statuses = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws Exception {
    database = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start();
    Path password = Files.writeString(folder.resolve("password"), "postgres\n");
    for (int i = 0; i < 2; i++) {
      registries.add(
          RunningService.start(
              JAR,
              folder,
              Map.of(
                  "GLIDE_DATABASE_URL",
                  "postgresql://127.0.0.1:%d/postgres".formatted(database.getPort()),
                  "GLIDE_DATABASE_USER",
                  "postgres",
                  "GLIDE_DATABASE_PASSWORD_FILE",
                  password.toString(),
                  "GLIDE_QUOTA_DEFAULT",
                  Long.toString(QUOTA_BYTES),
                  // The discard port: what is said waits in the outbox.
                  "GLIDE_KAFKA_BOOTSTRAP",
                  "127.0.0.1:9")));
    }
    for (RunningService registry : registries) {
      registry.awaitReady();
    }
  }

  @AfterEach
  void stop() throws IOException {
    registries.forEach(RunningService::close);
    http.close();
    database.close();
  }

  private String origin(int n) {
    return registries.get(n % 2).origin();
  }

  private List<Integer> answersOf(String what) {
    return List.copyOf(statuses.getOrDefault(what, new ConcurrentLinkedQueue<>()));
  }

  private void said(String what, int status) {
    statuses.computeIfAbsent(what, key -> new ConcurrentLinkedQueue<>()).add(status);
  }

  private Visitor registered(String handle) throws Exception {
    Visitor visitor = new Visitor(http, handle);
    assertThat(visitor.register(origin(0))).isEqualTo(201);
    return visitor.signedIn(origin(1));
  }

  @Test
  void agreeWhateverIsAskedAtOnce() throws Exception {
    Visitor bob = registered("bob");
    Visitor carol = registered("carol");
    List<Visitor> senders = new ArrayList<>();
    List<Callable<?>> all = new ArrayList<>(signUps());
    for (int i = 0; i < SENDERS; i++) {
      Visitor sender = registered("sender" + i);
      senders.add(sender);
      all.addAll(offers(sender, bob));
    }
    List<UUID> contested = new ArrayList<>();
    for (int i = 0; i < CONTESTED; i++) {
      Visitor sender = registered("rival" + i);
      UUID id = UUID.randomUUID();
      NewTransfer offer = sender.offer(carol, OFFER_BYTES);
      assertThat(sender.place(origin(i), id, offer)).isEqualTo(201);
      contested.add(id);
      all.addAll(fight(sender, carol, id, offer));
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(500);
    atOnce(all);

    for (int i = 0; i < HANDLES; i++) {
      assertThat(answersOf("handle-" + i))
          .containsExactlyInAnyOrderElementsOf(oneOf(201, 409, RIVALS));
    }
    for (Visitor sender : senders) {
      assertThat(answersOf(sender.handle).stream().filter(each -> each == 201)).hasSize(FIT);
      assertThat(answersOf(sender.handle)).containsOnly(201, 413);
    }
    for (UUID id : contested) {
      assertThat(answersOf(id.toString()))
          .as("registries that have failed say: %s", failures())
          .isSubsetOf(200, 204, 409, 410);
    }
    sumsAddUp();
  }

  private List<String> failures() {
    return registries.stream()
        .flatMap(each -> each.log().lines())
        .filter(line -> line.contains("\"level\":\"ERROR\""))
        .toList();
  }

  private static List<Integer> oneOf(int first, int others, int count) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(count - 1, others));
    all.add(first);
    return all;
  }

  /** Several people want the same name. */
  private List<Callable<?>> signUps() {
    List<Callable<?>> all = new ArrayList<>();
    for (int i = 0; i < HANDLES * RIVALS; i++) {
      int n = i;
      Visitor rival = new Visitor(http, "handle-" + n / RIVALS);
      all.add(() -> {
        said(rival.handle, rival.register(origin(n)));
        return n;
      });
    }
    return all;
  }

  /** More than the sender's quota allows. */
  private List<Callable<?>> offers(Visitor sender, Visitor to) {
    List<Callable<?>> all = new ArrayList<>();
    for (int i = 0; i < OFFERS; i++) {
      int n = i;
      NewTransfer offer = sender.offer(to, OFFER_BYTES);
      all.add(() -> {
        said(sender.handle, sender.place(origin(n), UUID.randomUUID(), offer));
        return n;
      });
    }
    return all;
  }

  /** One accepts, declines and looks while the other offers again and cancels. */
  private List<Callable<?>> fight(Visitor sender, Visitor to, UUID id, NewTransfer offer) {
    String of = id.toString();
    return List.of(
        () -> note(of, to.act(origin(0), id, "accept")),
        () -> note(of, to.act(origin(1), id, "decline")),
        () -> note(of, sender.act(origin(1), id, "cancel")),
        () -> note(of, sender.place(origin(0), id, offer)),
        () -> note(of, to.look(origin(0), "inbox")));
  }

  private int note(String what, int status) {
    said(what, status);
    return status;
  }

  private void atOnce(List<Callable<?>> all) throws Exception {
    Collections.shuffle(all, new Random(1));
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> under = new ArrayList<>();
      for (Callable<?> each : all) {
        under.add(people.submit(each));
      }
      for (Future<?> each : under) {
        each.get();
      }
    }
  }

  private void sumsAddUp() throws SQLException {
    assertThat(number("SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'"))
        .isZero();
    // What is reserved is what the transfers hold, and never more than the quota.
    assertThat(
            number(
                """
                SELECT count(*) FROM users u WHERE reserved_bytes > quota_bytes OR reserved_bytes <>
                  (SELECT coalesce(sum(reserved_bytes), 0) FROM transfers WHERE sender_id = u.id)
                """))
        .isZero();
    // A transfer has ended if its recipient has; each is in one state, once.
    assertThat(
            number(
                """
                SELECT count(*) FROM recipients r JOIN transfers t ON t.id = r.transfer_id
                WHERE (t.ended_at IS NOT NULL) <> (r.state IN ('DECLINED', 'CANCELLED'))
                """))
        .isZero();
    assertThat(number("SELECT count(*) FROM recipients")).isEqualTo(SENDERS * FIT + CONTESTED);
    // Everything that was done is in the audit once, and was said once.
    assertThat(number("SELECT count(*) FROM audit WHERE action = 'OFFER' AND result = 'done'"))
        .isEqualTo(SENDERS * FIT + CONTESTED);
    assertThat(number("SELECT count(*) FROM audit WHERE action = 'SIGN_UP' AND result = 'done'"))
        .isEqualTo(number("SELECT count(*) FROM users"));
    assertThat(
            number(
                """
                SELECT count(*) FROM recipients r WHERE r.state IN ('DECLINED', 'CANCELLED')
                """))
        .isEqualTo(
            number(
                """
                SELECT count(*) FROM audit
                WHERE action IN ('DECLINE', 'CANCEL') AND result = 'done'
                """));
    assertThat(number("SELECT count(*) FROM outbox WHERE type = 'dev.glide.transfer.offered'"))
        .isEqualTo(SENDERS * FIT + CONTESTED);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      assertThat(answer.next()).isTrue();
      return answer.getLong(1);
    }
  }
}
