package dev.glide.chunks.ticket;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys that the registry publishes: kept for some minutes, fetched anew when a ticket names one
 * that is not among them, and kept longer while the registry is away.
 */
@DefaultBean
@ApplicationScoped
class RegistryTicketKeys implements TicketKeys {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration KEPT_WHILE_AWAY = Duration.ofHours(1);

  /** Tickets with made-up key ids make no more requests than this allows. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final HttpsJwksVerificationKeyResolver resolver;

  @Inject
  RegistryTicketKeys(@ConfigProperty(name = "glide.registry.url") Optional<String> registry) {
    this(registry.orElse("http://127.0.0.1:8080"));
  }

  RegistryTicketKeys(String registry) {
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
  public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    return resolver.resolveKey(signature, nesting);
  }
}
