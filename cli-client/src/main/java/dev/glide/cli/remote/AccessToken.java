package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.TokenResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The access token of this device, signed in for when there is none that lasts (RFC 7523). One
 * thread.
 */
final class AccessToken {
  static final String TOKEN_PATH = "/api/v1/auth/token";
  private static final long ASSERTION_SECONDS = 60;

  /** A token is renewed this long before its end, so that it lasts for the request it is for. */
  private static final long MARGIN_SECONDS = 30;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ServerAddress server;
  private final DeviceSigner signer;
  private final TokenCache cache;
  private final InstantSource clock;
  private TokenCache.@Nullable Entry current;

  AccessToken(ServerAddress server, DeviceSigner signer, TokenCache cache, InstantSource clock) {
    this.server = server;
    this.signer = signer;
    this.cache = cache;
    this.clock = clock;
  }

  /** Makes a new request with a new assertion. */
  interface Requests {
    HttpRequest next() throws Failure;
  }

  /** Trades an assertion for a token; asks for a new request for every try. */
  interface Exchange {
    TokenResponse trade(Requests requests) throws Failure;
  }

  String get(Exchange exchange) throws Failure {
    TokenCache.Entry kept = current == null ? cache.read().orElse(null) : current;
    if (kept != null
        && kept.origin().equals(server.origin())
        && kept.device().equals(signer.device().toString())
        && kept.expiresAt().isAfter(clock.instant().plusSeconds(MARGIN_SECONDS))) {
      current = kept;
      return kept.token();
    }
    return renew(exchange);
  }

  String renew(Exchange exchange) throws Failure {
    Instant now = clock.instant();
    TokenResponse answer = exchange.trade(() -> request(clock.instant()));
    TokenCache.Entry entry =
        new TokenCache.Entry(
            server.origin(),
            signer.device().toString(),
            answer.access_token(),
            now.plusSeconds(answer.expires_in()));
    current = entry;
    cache.write(entry);
    return answer.access_token();
  }

  private HttpRequest request(Instant now) throws Failure {
    String body =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
            + assertion(now);
    // An assertion is good for one use, so this request is not repeatable as it is.
    return HttpRequest.post(TOKEN_PATH, body.getBytes(StandardCharsets.US_ASCII))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .once();
  }

  private String assertion(Instant now) throws Failure {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    String device = signer.device().toString();
    long issued = now.getEpochSecond();
    String header = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"" + device + "\"}";
    String claims =
        "{\"iss\":\""
            + device
            + "\",\"sub\":\""
            + device
            + "\",\"aud\":\""
            + server.origin()
            + TOKEN_PATH
            + "\",\"iat\":"
            + issued
            + ",\"exp\":"
            + (issued + ASSERTION_SECONDS)
            + ",\"jti\":\""
            + base64(id)
            + "\"}";
    String signed = base64(header) + "." + base64(claims);
    return signed + "." + base64(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
