package dev.glide.runtime.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.shared.token.TokenSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/**
 * As much of a registry as another service needs to serve: publishes a key, and signs tickets with
 * it.
 */
public final class KeyServer implements AutoCloseable {
  private static final String KEY_ID = "test";
  private static final int KEY_BYTES = 32;

  private final HttpServer server;
  private final KeyPair keys;

  private KeyServer(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  public static KeyServer start() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    KeyServer registry =
        new KeyServer(server, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    server.createContext("/api/v1/jwks", registry::giveKeys);
    server.start();
    return registry;
  }

  /** What {@code GLIDE_REGISTRY_URL} says. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public TokenSigner signer() {
    return new TokenSigner(keys.getPrivate(), KEY_ID);
  }

  /** RFC 8037; the point stands at the end of the encoded key. */
  private void giveKeys(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] encoded = keys.getPublic().getEncoded();
      byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
      byte[] body =
          """
          {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"%s","x":"%s"}]}
          """
              .formatted(KEY_ID, Base64.getUrlEncoder().withoutPadding().encodeToString(point))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
