package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relay in a process of its own beside a server, reached by clients along a line. It can be
 * killed and started again on the same port.
 */
public final class RelayProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private final Wire wire = Wire.to(port);
  private @Nullable GlideProcess process;

  /**
   * Makes a relay that is not running yet.
   *
   * @param secret that the server was given as {@code GLIDE_CLUSTER_SECRET}
   */
  public RelayProcess(Path home, Server server, String secret) throws IOException {
    this.home = Files.createDirectories(home);
    Map<String, String> settings = new HashMap<>();
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("GLIDE_REGISTRY_URL", server.url());
    settings.put("GLIDE_CLUSTER_SECRET", secret);
    settings.put("GLIDE_RELAY_ADDRESS", "http://127.0.0.1:" + port);
    settings.put("GLIDE_RELAY_URL", wire.url());
    this.environment = Map.copyOf(settings);
  }

  public RelayProcess start() throws IOException {
    Path program = Path.of(System.getProperty("glide.relay.application", "."), "quarkus-run.jar");
    assertThat(program)
        .as("the relay, which mvnw -pl relay-service/application -am builds")
        .exists();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-jar",
            program.toAbsolutePath().toString());
    GlideProcess started = GlideProcess.run(home, home, environment, command).withoutInput();
    process = started;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !started.isAlive() || isReady());
    assertThat(started.isAlive()).as("the relay is ready; it said: %s", started.err()).isTrue();
    return this;
  }

  private boolean isReady() throws InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + port + "/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** The line along which clients reach it. */
  public Wire wire() {
    return wire;
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public GlideProcess process() {
    if (process == null) {
      throw new IllegalStateException("the relay has not been started");
    }
    return process;
  }

  /** SIGKILL, and waits for the end. */
  public void kill() {
    process().kill();
  }

  /** All that its processes have said so far. */
  public List<Path> logs() throws IOException {
    try (var files = Files.list(home.resolve("logs"))) {
      return files.toList();
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
    wire.close();
  }
}
