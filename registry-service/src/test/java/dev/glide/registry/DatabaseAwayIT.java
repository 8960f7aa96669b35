package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.shared.error.ErrorCode;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@RegistryTest
class DatabaseAwayIT {
  @Inject
  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @Inject AgroalDataSource pool;

  private void cutAllConnections() throws SQLException {
    try (Connection own = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = own.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }
  }

  @Test
  void asksToComeBackAndRecoversByItself() throws SQLException {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    cutAllConnections();
    List<Response> refusals = new ArrayList<>();
    await()
        .until(() -> {
          Response answer = alice.ask().get("/api/v1/account");
          if (answer.statusCode() != 200) {
            refusals.add(answer);
          }
          return answer.statusCode() == 200;
        });
    assertThat(refusals).isNotEmpty();
    for (Response refusal : refusals) {
      refused(refusal, ErrorCode.UNAVAILABLE).header("Retry-After", "2");
    }
    // Idle connections that are dead as well would each cost one of the next requests an answer.
    pool.flush(AgroalDataSource.FlushMode.ALL);
    var id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept").then().statusCode(200);
  }
}
