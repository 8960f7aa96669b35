package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.metrics.Exposition;
import dev.glide.runtime.metrics.MetricsDocument;
import dev.glide.runtime.process.RunningService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged registry counts what people do, and exposes what docs/metrics.md says. */
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long QUOTA_BYTES = 10_000_000;
  private static final long OFFER_BYTES = 9_500_000;

  @TempDir Path folder;

  @Test
  void countsWhatPeopleDo() throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.start();
        HttpClient http = HttpClient.newHttpClient();
        RunningService registry = start(database)) {
      String origin = registry.awaitReady().origin();
      Visitor alice = registered(http, "alice", origin);
      Visitor bob = registered(http, "bob", origin);
      UUID delivered = UUID.randomUUID();
      assertThat(alice.place(origin, delivered, alice.offer(bob, OFFER_BYTES))).isEqualTo(201);
      assertThat(bob.act(origin, delivered, "accept")).isEqualTo(200);
      assertThat(bob.act(origin, delivered, "delivered")).isEqualTo(204);
      UUID open = UUID.randomUUID();
      assertThat(alice.place(origin, open, alice.offer(bob, OFFER_BYTES))).isEqualTo(201);
      UUID tooMuch = UUID.randomUUID();
      assertThat(alice.place(origin, tooMuch, alice.offer(bob, OFFER_BYTES))).isEqualTo(413);

      Exposition said = Exposition.of(registry.get("/metrics").body());
      assertThat(said.sum("glide_transfers_total", Map.of("state", "offered"))).isEqualTo(2);
      assertThat(said.sum("glide_transfers_total", Map.of("state", "delivered"))).isEqualTo(1);
      assertThat(said.sum("glide_transfers_delivery_seconds_count", Map.of("path", "store")))
          .isEqualTo(1);
      assertThat(said.sum("glide_transfers_delivered_bytes_total", Map.of("path", "store")))
          .isEqualTo(OFFER_BYTES);
      assertThat(said.sum("glide_refusals_total", Map.of("code", "quota-exceeded"))).isEqualTo(1);
      awaitStanding(registry);
      MetricsDocument.require("registry", registry.get("/metrics").body());
    }
  }

  /** What the database says is told to who asks again. */
  private static void awaitStanding(RunningService registry) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Exposition said = Exposition.of(registry.get("/metrics").body());
          assertThat(said.sum("glide_users", Map.of())).isEqualTo(2);
          assertThat(said.sum("glide_users_near_quota", Map.of())).isEqualTo(1);
          assertThat(said.sum("glide_quota_granted_bytes", Map.of())).isEqualTo(2 * QUOTA_BYTES);
          assertThat(said.sum("glide_quota_reserved_bytes", Map.of())).isPositive();
          assertThat(said.sum("glide_transfers_open", Map.of("state", "offered"))).isEqualTo(1);
          assertThat(said.sum("glide_outbox_events", Map.of())).isGreaterThanOrEqualTo(4);
          assertThat(said.sum("glide_outbox_oldest_age_seconds", Map.of())).isPositive();
        });
  }

  private static Visitor registered(HttpClient http, String handle, String origin)
      throws Exception {
    Visitor visitor = new Visitor(http, handle);
    assertThat(visitor.register(origin)).isEqualTo(201);
    return visitor.signedIn(origin);
  }

  private RunningService start(EmbeddedPostgres database) {
    return RunningService.start(
        "glide.registry.application",
        folder,
        Map.of(
            "GLIDE_DATABASE_URL",
            "postgresql://127.0.0.1:%d/postgres".formatted(database.getPort()),
            "GLIDE_DATABASE_USER",
            "postgres",
            "GLIDE_DATABASE_PASSWORD",
            "postgres",
            "GLIDE_QUOTA_DEFAULT",
            Long.toString(QUOTA_BYTES),
            // The discard port: what is said waits in the outbox.
            "GLIDE_KAFKA_BOOTSTRAP",
            "127.0.0.1:9"));
  }
}
