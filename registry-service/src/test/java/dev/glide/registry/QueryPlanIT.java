package dev.glide.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.registry.expiry.Housekeeping;
import dev.glide.registry.user.Accounts;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.event.ChunkEvent;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/**
 * Every statement that a transfer causes from offer to end, every list, and the work behind them
 * finds its rows by an index once the tables are large. The statements are caught while the
 * registry works; the large tables are there within a transaction only.
 */
@RegistryTest
class QueryPlanIT {
  private static final Set<String> LARGE =
      Set.of(
          "users",
          "devices",
          "transfers",
          "recipients",
          "sealed_keys",
          "sessions",
          "used_assertions",
          "invites",
          "audit",
          "outbox");

  private static final String FILL =
      """
      INSERT INTO users (id, handle, quota_bytes, created_at)
        SELECT md5('u' || n)::uuid, 'plan-' || n, 1000, now() FROM generate_series(1, 5000) n;
      INSERT INTO devices (id, user_id, state, name, sign_key, seal_key, added_at)
        SELECT md5('d' || n)::uuid, md5('u' || n)::uuid, 'ACTIVE', 'd', 's' || n, 'k' || n, now()
        FROM generate_series(1, 5000) n;
      INSERT INTO transfers (id, sender_id, sender_device, body_digest, summary, manifest_digest,
          signature, chunk_bytes, total_bytes, open, live, reserved_bytes, created_at, expires_at,
          ended_at)
        SELECT md5('t' || n)::uuid, md5('u' || 1 + n % 5000)::uuid,
          md5('d' || 1 + n % 5000)::uuid, 'b', 's', 'm', 's', 65536, 1, false, false, 0,
          now() - n * interval '10 second', now() + interval '7 day' - n * interval '10 second',
          CASE WHEN n % 10 > 0 THEN now() - n * interval '9 second' END
        FROM generate_series(1, 60000) n;
      INSERT INTO recipients (transfer_id, user_id, position, state, since, created_at)
        SELECT md5('t' || n)::uuid, md5('u' || 1 + n * 7 % 5000)::uuid, 1,
          CASE WHEN n % 10 > 0 THEN 'DELIVERED' ELSE 'OFFERED' END, now(),
          now() - n * interval '10 second'
        FROM generate_series(1, 60000) n;
      INSERT INTO sealed_keys (transfer_id, device_id, sealed)
        SELECT md5('t' || n)::uuid, md5('d' || 1 + n * 7 % 5000)::uuid, 'k'
        FROM generate_series(1, 60000) n;
      INSERT INTO sessions (id, transfer_id, user_id, device_id, epoch, relay, address, assigned_at)
        SELECT md5('s' || n)::uuid, md5('t' || n)::uuid, md5('u' || 1 + n * 7 % 5000)::uuid,
          md5('d' || 1 + n * 7 % 5000)::uuid, 1, 'relay-' || n % 50, 'a', now()
        FROM generate_series(10, 20000, 10) n;
      INSERT INTO used_assertions (device_id, jti, expires_at)
        SELECT md5('d' || n % 5000)::uuid, 'j' || n, now() + n * interval '1 second'
        FROM generate_series(1, 20000) n;
      INSERT INTO invites (code_hash, made_by, expires_at, used_by)
        SELECT md5('i' || n), md5('u' || 1 + n % 5000)::uuid, now() + n * interval '1 minute',
          CASE WHEN n % 2 = 0 THEN md5('u' || 1 + n % 5000)::uuid END
        FROM generate_series(1, 20000) n;
      INSERT INTO audit (id, at, action, user_id, transfer_id, other_id, result)
        SELECT gen_random_uuid(), now() - n * interval '10 second', 'OFFER',
          md5('u' || 1 + n % 5000)::uuid, md5('t' || n % 60000)::uuid,
          md5('u' || 1 + n * 7 % 5000)::uuid, 'done'
        FROM generate_series(1, 100000) n;
      INSERT INTO outbox (id, at, channel, key, type, data)
        SELECT gen_random_uuid(), now(), 'glide-transfer', 'k', 't', '{}'
        FROM generate_series(1, 20000) n;
      ANALYZE users, devices, transfers, recipients, sealed_keys, sessions, used_assertions, invites,
        audit, outbox;
      """;

  @Inject OtherServices others;
  @Inject Housekeeping housekeeping;
  @Inject Accounts accounts;
  @Inject Jdbi jdbi;

  @Inject
  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @Test
  void findsEverythingByAnIndex() throws Exception {
    Set<String> statements = ConcurrentHashMap.newKeySet();
    SqlLogger before = jdbi.getConfig(SqlStatements.class).getSqlLogger();
    jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            statements.add(context.getParsedSql().getSql());
          }
        });
    try {
      doEverything();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> statements.stream().anyMatch(sql -> sql.contains("DELETE FROM outbox")));
    } finally {
      jdbi.setSqlLogger(before);
    }
    assertThat(statements).hasSizeGreaterThan(25);
    // Parameters without values, so that the plan is the one for any: that needs plain queries.
    String plain = url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple";
    try (Connection connection = DriverManager.getConnection(plain, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(FILL);
      List<String> scans = new ArrayList<>();
      for (String sql : statements) {
        if (readsRows(sql)) {
          // A sweep deletes what is before a time: of a plan for any time, only that it could.
          boolean sweep = sql.strip().startsWith("DELETE");
          statement.execute("SET LOCAL enable_seqscan TO " + (sweep ? "off" : "on"));
          scans.addAll(scans(plan(statement, sql), sql));
        }
      }
      connection.rollback();
      assertThat(scans).isEmpty();
    }
  }

  /** What only adds rows has nothing to look for. */
  private static boolean readsRows(String sql) {
    String text = sql.strip();
    return !text.contains("unnest(")
        && (text.startsWith("SELECT")
            || text.startsWith("WITH")
            || text.startsWith("UPDATE")
            || text.startsWith("DELETE"));
  }

  private static JsonNode plan(Statement statement, String sql) throws Exception {
    AtomicInteger parameter = new AtomicInteger();
    String numbered =
        Pattern.compile("\\?")
            .matcher(sql)
            .replaceAll(found -> "\\$" + parameter.incrementAndGet());
    try (ResultSet answer =
        statement.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + numbered)) {
      assertThat(answer.next()).isTrue();
      return new ObjectMapper().readTree(answer.getString(1));
    } catch (SQLException e) {
      throw new AssertionError("can't be explained: " + numbered, e);
    }
  }

  /** The large tables that a plan reads from end to end, each with the statement. */
  private static List<String> scans(JsonNode node, String sql) {
    List<String> found = new ArrayList<>();
    String table = node.path("Relation Name").asText();
    if (node.path("Node Type").asText().equals("Seq Scan") && LARGE.contains(table)) {
      found.add(table + ": " + sql);
    }
    node.forEach(child -> found.addAll(scans(child, sql)));
    return found;
  }

  private void doEverything() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    TestRelay relay = new TestRelay();
    others.say(relay.beat());
    UUID delivered = Offers.placed(alice, Offers.to(bob));
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(),
                Instant.now(),
                delivered,
                Offers.TEN_MEGABYTES.chunkCount(),
                null))
        .toCompletableFuture()
        .join();
    look(alice.ask(), "account");
    look(alice.ask(), "devices");
    look(alice.ask(), "users?limit=10");
    look(alice.ask(), "users/" + bob.handle + "/devices");
    look(alice.ask(), "transfers?role=sent");
    look(bob.ask(), "transfers?role=received");
    look(bob.ask(), "inbox");
    look(bob.ask(), "transfers/" + delivered);
    look(bob.ask(), "transfers/" + delivered + "/manifest");
    Offers.act(bob, delivered, "accept").then().statusCode(200);
    Offers.act(bob, delivered, "ticket").then().statusCode(200);
    bob.ask()
        .body(new SessionRequest(null, null, null))
        .post("/api/v1/transfers/" + delivered + "/session")
        .then()
        .statusCode(200);
    look(alice.ask(), "transfers/" + delivered + "/sessions");
    Offers.act(bob, delivered, "delivered").then().statusCode(204);
    UUID cancelled = Offers.placed(alice, Offers.to(bob));
    Offers.act(alice, cancelled, "cancel").then().statusCode(204);
    look(Operator.ask(), "admin/audit");
    look(Operator.ask(), "admin/audit?since=2020-01-01T00:00:00Z");
    look(Operator.ask(), "admin/audit?transfer=" + delivered);
    look(Operator.ask(), "admin/audit?user=" + bob.handle);
    operate(bob);
    housekeeping.sweep();
  }

  private void operate(Person bob) {
    look(Operator.ask(), "admin/users?limit=10");
    look(Operator.ask(), "admin/users?search=" + bob.handle);
    look(Operator.ask(), "admin/users?disabled=true");
    look(Operator.ask(), "admin/invites");
    for (String state : List.of("", "?state=WAITING", "?state=PARKED", "?state=ENDED")) {
      look(Operator.ask(), "admin/transfers" + state);
    }
    List<Accounts.KeptOut> keptOut =
        jdbi.inTransaction(db -> accounts.disabledSince(db, Instant.EPOCH));
    assertThat(keptOut).isNotNull();
    // Figures that are some seconds old would be given again.
    MovableClock.advance(Duration.ofSeconds(6));
    look(Operator.ask(), "admin/stats");
    for (String act : List.of("disable", "enable")) {
      Operator.ask().post("/api/v1/admin/users/" + bob.handle + "/" + act).then().statusCode(200);
    }
    Operator.ask()
        .contentType("application/json")
        .body("{\"quotaBytes\":1}")
        .put("/api/v1/admin/users/" + bob.handle + "/quota")
        .then()
        .statusCode(200);
    Operator.ask().delete("/api/v1/admin/invites/none").then().statusCode(404);
  }

  private static void look(RequestSpecification who, String what) {
    who.get("/api/v1/" + what).then().statusCode(200);
  }
}
