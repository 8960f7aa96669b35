package dev.glide.relay.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.relay.directory.Announcer;
import dev.glide.shared.event.RelayEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the registry by a request, which needs the secret of the cluster. */
@ApplicationScoped
class HttpAnnouncer implements Announcer {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json;
  private final String registry;
  private final String secret;

  HttpAnnouncer(
      ObjectMapper json,
      @ConfigProperty(name = "glide.registry.url", defaultValue = "http://127.0.0.1:8420")
          String registry,
      @ConfigProperty(name = "glide.cluster.secret") String secret) {
    this.json = json;
    this.registry = registry.replaceFirst("/+$", "");
    this.secret = secret;
  }

  @Override
  public CompletionStage<Void> announce(RelayEvent event) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry + "/internal/v1/relays/" + event.relay()))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + secret)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(event)))
              .build();
      return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .thenAccept(HttpAnnouncer::check);
    } catch (JsonProcessingException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }

  private static void check(HttpResponse<Void> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("the registry answers " + answer.statusCode());
    }
  }
}
