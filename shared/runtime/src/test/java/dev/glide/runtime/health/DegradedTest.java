package dev.glide.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.shared.api.Headers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DegradedTest {
  private final AtomicBoolean sunIsAway = new AtomicBoolean();
  private final AtomicBoolean rainIsAway = new AtomicBoolean();
  private final Degraded degraded =
      new Degraded(List.of(reliance("sun", sunIsAway), reliance("rain", rainIsAway)));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private URI origin = URI.create("");

  private static Reliance reliance(String what, AtomicBoolean away) {
    return new Reliance() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public boolean isAway() {
        return away.get();
      }
    };
  }

  @BeforeEach
  void serve() throws Exception {
    degraded.measure(metrics);
    Router router = Router.router(vertx);
    degraded.register(router);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS)
            .actualPort();
    origin = URI.create("http://127.0.0.1:" + port);
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Optional<String> header() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(origin).build(), HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue(Headers.DEGRADED);
    }
  }

  private double gauge(String what) {
    return metrics.get("glide.degraded").tag("what", what).gauge().value();
  }

  @Test
  void saysNothingWhileAllIsThere() throws Exception {
    assertThat(header()).isEmpty();
    assertThat(gauge("sun")).isZero();
    assertThat(gauge("rain")).isZero();
  }

  @Test
  void saysWhatIsAway() throws Exception {
    sunIsAway.set(true);
    rainIsAway.set(true);
    assertThat(header()).contains("rain, sun");
    sunIsAway.set(false);
    assertThat(header()).contains("rain");
    assertThat(gauge("sun")).isZero();
    assertThat(gauge("rain")).isEqualTo(1);
  }
}
