package dev.glide.benchmarks.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * As much of a registry as a relay by itself needs: publishes a key, and signs session tickets with
 * it.
 */
final class RegistryStandIn implements AutoCloseable {
  private static final String KEY_ID = "bench";
  private static final Duration TICKET_LIFE = Duration.ofMinutes(10);
  private static final int KEY_BYTES = 32;

  private final HttpServer server;
  private final KeyPair key;
  private final TokenSigner signer;

  private RegistryStandIn(HttpServer server, KeyPair key) {
    this.server = server;
    this.key = key;
    this.signer = new TokenSigner(key.getPrivate(), KEY_ID);
  }

  static RegistryStandIn start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RegistryStandIn registry =
          new RegistryStandIn(server, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      server.createContext("/api/v1/jwks", call -> answer(call, 200, registry.jwks()));
      server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no Ed25519", e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * A ticket for one side of a session, of a user of its own.
   *
   * @param relay where the relay is whose it is
   */
  String ticket(UUID session, SessionClaims.Side side, String relay) {
    return signer.sign(
        new SessionClaims(
            session,
            session,
            UUID.randomUUID(),
            side,
            1,
            "any",
            relay,
            Instant.now().plus(TICKET_LIFE)));
  }

  /** RFC 8037; the point stands at the end of the encoded key. */
  private String jwks() {
    byte[] encoded = key.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    return """
    {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"%s","x":"%s"}]}
    """
        .formatted(KEY_ID, Base64.getUrlEncoder().withoutPadding().encodeToString(point));
  }

  private static void answer(HttpExchange call, int status, String body) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        call.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
