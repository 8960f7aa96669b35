package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@RegistryTest
class DatabaseAwayIT {
  @Inject
  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @Inject AgroalDataSource pool;
  @Inject OtherServices others;

  /**
   * Nobody gets into the registry's database while {@code allowed} is false, whoever is in it is
   * thrown out.
   */
  private void allowConnections(boolean allowed) throws SQLException {
    int query = url.indexOf('?');
    String bare = query < 0 ? url : url.substring(0, query);
    String database = bare.substring(bare.lastIndexOf('/') + 1);
    String elsewhere = bare.substring(0, bare.lastIndexOf('/') + 1) + "template1";
    try (Connection own = DriverManager.getConnection(elsewhere, "postgres", "postgres");
        Statement statement = own.createStatement()) {
      statement.execute("ALTER DATABASE \"" + database + "\" WITH ALLOW_CONNECTIONS " + allowed);
      if (!allowed) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database
                + "'");
      }
    }
  }

  @Test
  void asksToComeBackAndRecoversByItself() throws SQLException {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    allowConnections(false);
    try {
      refused(alice.ask().get("/api/v1/account"), ErrorCode.UNAVAILABLE).header("Retry-After", "2");
    } finally {
      allowConnections(true);
    }
    List<Response> refusals = new ArrayList<>();
    await()
        .until(() -> {
          Response answer = alice.ask().get("/api/v1/account");
          if (answer.statusCode() != 200) {
            refusals.add(answer);
          }
          return answer.statusCode() == 200;
        });
    for (Response refusal : refusals) {
      refused(refusal, ErrorCode.UNAVAILABLE).header("Retry-After", "2");
    }
    // Idle connections that are dead as well would each cost one of the next requests an answer.
    pool.flush(AgroalDataSource.FlushMode.ALL);
    var id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept").then().statusCode(200);
  }

  @Test
  void letsWhatTheChunkStoreSaysWaitForIt() throws SQLException {
    Person alice = Person.registered("alice");
    var id = Offers.placed(alice, Offers.to(Person.registered("bob")));
    int count = Offers.TEN_MEGABYTES.chunkCount();
    CompletableFuture<Void> heard;
    allowConnections(false);
    try {
      pool.flush(AgroalDataSource.FlushMode.ALL);
      heard =
          others
              .say(new ChunkEvent(UUID.randomUUID(), MovableClock.now(), id, count, null))
              .toCompletableFuture();
      refused(alice.ask().get("/api/v1/account"), ErrorCode.UNAVAILABLE);
      assertThat(heard).isNotDone();
    } finally {
      allowConnections(true);
    }
    assertThat(heard).succeedsWithin(Duration.ofSeconds(60));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            others.heard(id).stream().anyMatch(event -> event.kind() == TransferEvent.Kind.PARKED));
  }
}
