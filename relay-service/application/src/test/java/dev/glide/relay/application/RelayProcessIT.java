package dev.glide.relay.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import dev.glide.shared.token.TokenSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay process beside something that plays the registry. */
class RelayProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READY = "glide relay ready at ";

  private final List<String> announced = new CopyOnWriteArrayList<>();
  private KeyPair keys;
  private HttpServer registry;
  private Process relay;
  private String origin;

  @BeforeEach
  void start() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/api/v1/jwks", this::giveKeys);
    registry.createContext("/internal/v1/relays/", this::hear);
    registry.start();
    relay =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.port=0",
                "-Dglide.registry.url=http://127.0.0.1:" + registry.getAddress().getPort(),
                "-Dglide.cluster.secret=not-a-secret",
                "-Dglide.relay.beat=100ms",
                "-Dglide.relay.drain=1s",
                "-jar",
                System.getProperty("glide.relay.application"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(relay.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).startsWith(READY);
    origin = "http://127.0.0.1:" + URI.create(line.substring(READY.length())).getPort();
  }

  @AfterEach
  void stop() {
    relay.destroyForcibly();
    registry.stop(0);
  }

  @Test
  void announcesItselfAndGoesInPeace() throws Exception {
    await().atMost(PATIENCE).until(() -> !announced.isEmpty());
    assertThat(announced.getFirst())
        .startsWith("Bearer not-a-secret ")
        .contains("\"address\":\"" + origin + "\"", "\"draining\":false", "\"at\":\"20");
    UUID session = UUID.randomUUID();
    try (Socket waiting = dial(session)) {
      await().atMost(PATIENCE).until(() -> last().contains("\"sessions\":1"));
      relay.destroy();
      await().atMost(PATIENCE).until(() -> last().contains("\"draining\":true"));
      try (Socket refused = dial(session)) {
        assertThat(readUntil(refused, "\"draining\"")).startsWith("HTTP/1.1 503");
      }
      assertThat(readUntil(waiting, "glide/1 ending draining\r\n")).startsWith("HTTP/1.1 101");
    }
    assertThat(relay.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private String last() {
    return announced.getLast();
  }

  private Socket dial(UUID session) throws IOException {
    String ticket =
        new TokenSigner(keys.getPrivate(), "test")
            .sign(
                new SessionClaims(
                    session,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    Side.SENDER,
                    1,
                    "any",
                    origin,
                    Instant.now().plusSeconds(600)));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(origin).getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String head =
        String.join(
            "\r\n",
            "GET /relay/v1/sessions/" + session + "?lane=0 HTTP/1.1",
            "Host: relay",
            "Connection: Upgrade",
            "Upgrade: glide/1",
            "Authorization: Bearer " + ticket,
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Reads up to and with a text that must come. */
  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("closed after: %s", read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  private void giveKeys(HttpExchange exchange) throws IOException {
    try {
      OctetKeyPairJsonWebKey key = new OctetKeyPairJsonWebKey(keys.getPublic());
      key.setKeyId("test");
      answer(exchange, 200, new JsonWebKeySet(key).toJson());
    } catch (RuntimeException e) {
      answer(exchange, 500, "");
    }
  }

  private void hear(HttpExchange exchange) throws IOException {
    announced.add(
        exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, 200, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
