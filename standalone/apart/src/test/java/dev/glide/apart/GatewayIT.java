package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway lets through to whom, beyond what the other tests need of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private Stack stack;

  @BeforeAll
  void open() throws Exception {
    stack = Stack.of(folder.resolve("server")).start();
  }

  @AfterAll
  void close() throws Exception {
    stack.close();
  }

  @Test
  void knowsNothingThatIsNotForClients() throws Exception {
    String[] paths = {
      "/", "/health", "/health/ready", "/metrics", "/q/metrics", "/api", "/api/v1/../../metrics"
    };
    for (String path : paths) {
      HttpResponse<String> answer = Http.get(stack.url() + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }
  }

  /** As many clients in Java do with each new connection. */
  @Test
  void offersNoUpgradeToServicesButThoseThatRelaysKnow() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(stack.url() + "/api/v1/jwks"))
              .timeout(PATIENCE)
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void asksAnotherOneWhenOneIsDead() throws Exception {
    for (Replica each : stack.services().registries()) {
      each.process().kill();
      for (int i = 0; i < 10; i++) {
        assertThat(Http.status(stack.url() + "/api/v1/jwks")).isEqualTo(200);
      }
      each.process().start();
      awaitUseOf(each);
    }
  }

  /** One that was dead is left out for two seconds more. */
  private void awaitUseOf(Replica each) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          UUID request = UUID.randomUUID();
          Http.get(stack.url() + "/api/v1/jwks", "X-Correlation-Id", request.toString());
          return stack.gateway().answeredBy(request).equals("127.0.0.1:" + each.port());
        });
  }

  @Test
  void answersAsAServiceWouldWhenAllAreDead() throws Exception {
    stack.services().chunkStores().forEach(each -> each.process().kill());
    HttpResponse<String> answer =
        Http.get(stack.url() + "/chunks/v1/00000000-0000-0000-0000-000000000000");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    stack.start();
  }
}
