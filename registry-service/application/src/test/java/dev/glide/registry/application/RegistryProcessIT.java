package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.process.LogLines;
import dev.glide.runtime.process.RunningService;
import dev.glide.shared.api.Headers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged registry with a real database, and with Kafka away. */
class RegistryProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JAR = "glide.registry.application";

  @TempDir static Path folder;
  private static EmbeddedPostgres database;

  @BeforeAll
  static void startDatabase() throws IOException {
    database = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    database.close();
  }

  private static RunningService start(Map<String, String> more) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "postgres\n");
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "GLIDE_DATABASE_URL",
                "postgresql://127.0.0.1:%d/postgres".formatted(database.getPort()),
                "GLIDE_DATABASE_USER",
                "postgres",
                "GLIDE_DATABASE_PASSWORD_FILE",
                password.toString(),
                // The discard port: nobody is there.
                "GLIDE_KAFKA_BOOTSTRAP",
                "127.0.0.1:9"));
    environment.putAll(more);
    return RunningService.start(JAR, folder, environment);
  }

  @Test
  void servesWithoutKafkaAndGoesWhenItIsTold() throws Exception {
    try (RunningService registry = start(Map.of("GLIDE_SIGN_UP", "invite")).awaitReady()) {
      assertThat(registry.out())
          .matches("first invite: \\S+\\Rglide registry ready at http\\S+\\R");
      assertThat(registry.get("/api/v1/jwks").statusCode()).isEqualTo(200);
      assertThat(registry.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(registry.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(registry.get("/health/started").statusCode()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .until(
              () -> registry.get("/api/v1/jwks").headers().firstValue(Headers.DEGRADED),
              Optional.of("events")::equals);
      assertThat(registry.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(registry.get("/metrics").body())
          .contains(
              "glide_degraded{what=\"events\"} 1.0",
              "uri=\"/api/v1/jwks\"",
              "glide_outbox_events ",
              "glide_outbox_oldest_age_seconds ",
              "glide_outbox_published_total 0.0");
      registry.terminate();
      assertThat(registry.awaitEnd()).isEqualTo(143);
      assertThat(LogLines.of(registry.log()).lines())
          .allMatch(line -> line.path("service").asText().equals("registry"));
    }
  }

  /** A release that is gone back to meets what the one after it has added. */
  @Test
  void startsOnADatabaseThatIsAheadOfIt() throws Exception {
    execute("postgres", "CREATE DATABASE ahead");
    Map<String, String> ahead =
        Map.of(
            "GLIDE_DATABASE_URL", "postgresql://127.0.0.1:%d/ahead".formatted(database.getPort()));
    try (RunningService registry = start(ahead).awaitReady()) {
      registry.terminate();
      registry.awaitEnd();
    }
    execute("ahead", "CREATE TABLE later (id uuid PRIMARY KEY)");
    execute("ahead", "ALTER TABLE users ADD COLUMN later text NOT NULL DEFAULT 'unknown'");
    execute(
        "ahead",
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'postgres', 1, true)");
    try (RunningService registry = start(ahead).awaitReady();
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(registry.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(new Visitor(http, "early").register(registry.origin())).isEqualTo(201);
    }
  }

  private static void execute(String name, String statement) throws SQLException {
    try (Connection connection = database.getDatabase("postgres", name).getConnection();
        Statement execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }

  @Test
  void namesWhatIsWrongAndDoesNotStart() throws Exception {
    try (RunningService registry = start(Map.of("GLIDE_DATABASE_URL", "", "GLIDE_PORT", "x"))) {
      assertThat(registry.awaitEnd()).isEqualTo(2);
      assertThat(registry.out()).isEmpty();
      assertThat(registry.log())
          .contains(
              "glide registry: GLIDE_DATABASE_URL is missing: ",
              "glide registry: GLIDE_PORT is wrong: ");
      assertThat(registry.log().lines()).hasSize(2);
    }
  }
}
