package dev.glide.shared.token;

import java.security.Key;
import java.time.Duration;
import java.util.List;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys that a registry publishes: kept for some minutes, fetched anew when a token names one
 * that is not among them, and kept longer while the registry is away. Blocks; thread-safe.
 *
 * <p>An {@link java.io.IOException} as the cause of a failure says that the keys can't be had now.
 */
public final class PublishedKeys implements VerificationKeyResolver {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration KEPT_WHILE_AWAY = Duration.ofHours(1);

  /** Tokens with made-up key ids make no more requests than this allows. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final HttpsJwksVerificationKeyResolver resolver;

  /**
   * Fetches nothing yet.
   *
   * @param registry the registry's origin
   */
  public PublishedKeys(String registry) {
    Get get = new Get();
    get.setConnectTimeout((int) TIMEOUT.toMillis());
    get.setReadTimeout((int) TIMEOUT.toMillis());
    get.setRetries(1);
    HttpsJwks keys = new HttpsJwks(registry.replaceFirst("/+$", "") + "/api/v1/jwks");
    keys.setSimpleHttpGet(get);
    keys.setDefaultCacheDuration(KEPT.toSeconds());
    keys.setRetainCacheOnErrorDuration(KEPT_WHILE_AWAY.toSeconds());
    keys.setRefreshReprieveThreshold(BETWEEN_FETCHES.toMillis());
    this.resolver = new HttpsJwksVerificationKeyResolver(keys);
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    return resolver.resolveKey(token, nesting);
  }
}
