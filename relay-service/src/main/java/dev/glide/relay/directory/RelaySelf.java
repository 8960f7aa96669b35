package dev.glide.relay.directory;

import dev.glide.relay.RelayConfig;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Who this relay is, from its start to its end. */
@ApplicationScoped
public class RelaySelf {
  private final String id = UUID.randomUUID().toString();
  private final HttpServer http;
  private final Optional<String> address;
  private final Optional<String> url;

  public RelaySelf(HttpServer http, RelayConfig config) {
    this.http = http;
    this.address = config.address().map(RelaySelf::origin);
    this.url = config.url().map(RelaySelf::origin);
  }

  public String id() {
    return id;
  }

  /** Whether others can reach it yet. */
  boolean isListening() {
    return http.getPort() > 0 || http.getSecurePort() > 0;
  }

  /** Internal origin; known once the server listens. */
  public String address() {
    return address.orElseGet(() ->
        http.getSecurePort() > 0 && http.getPort() <= 0
            ? "https://127.0.0.1:" + http.getSecurePort()
            : "http://127.0.0.1:" + http.getPort());
  }

  public Optional<String> url() {
    return url;
  }

  private static String origin(String text) {
    return text.replaceFirst("/+$", "");
  }
}
