package dev.glide.registry.auth;

import dev.glide.registry.problem.Refusal;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens, each one's signature once: a client sends the same token for a quarter of
 * an hour, and checking Ed25519 costs more than the rest of a short request.
 */
@Singleton
final class AccessTokens {
  private static final String SCHEME = "Bearer ";
  private static final int MAX_REMEMBERED = 10_000;

  private final ConcurrentHashMap<String, AccessClaims> remembered = new ConcurrentHashMap<>();
  private final SigningKeys keys;
  private final TokenVerifier verifier;
  private final Clock clock;

  /** How many keys had gone when what is remembered was verified. */
  private volatile long losses;

  AccessTokens(SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.verifier = new TokenVerifier(keys, clock);
    this.clock = clock;
  }

  /**
   * What the token of a request says.
   *
   * @throws dev.glide.shared.error.GlideException {@code not-signed-in}
   */
  AccessClaims borne(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.notSignedIn("an access token is needed");
    }
    try {
      return verified(authorization.substring(SCHEME.length()).strip());
    } catch (TokenRefused e) {
      throw Refusal.notSignedIn("the access token is not valid, or not any more");
    }
  }

  /**
   * What a token says.
   *
   * @throws TokenRefused if it is not an access token that is valid now
   */
  private AccessClaims verified(String token) throws TokenRefused {
    long lossesNow = keys.losses();
    if (lossesNow != losses) {
      // A key that has gone takes with it what it has signed.
      remembered.clear();
      losses = lossesNow;
    }
    AccessClaims known = remembered.get(token);
    if (known != null && known.expiresAt().isAfter(clock.instant())) {
      return known;
    }
    AccessClaims claims = verifier.access(token);
    remember(token, claims);
    // What a key has signed that has gone in between must not stay.
    if (keys.losses() != lossesNow) {
      remembered.remove(token);
    }
    return claims;
  }

  /** Expired ones are in the way only when it is full; then all go, and the living come back. */
  private void remember(String token, AccessClaims claims) {
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(token, claims);
  }
}
