package dev.glide.relay.ticket;

import dev.glide.shared.token.PublishedKeys;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** The keys that the registry at {@code glide.registry.url} publishes. */
@DefaultBean
@ApplicationScoped
class RegistryRelayKeys implements RelayKeys {
  private final PublishedKeys published;

  RegistryRelayKeys(@ConfigProperty(name = "glide.registry.url") Optional<String> registry) {
    this.published =
        new PublishedKeys(
            registry.orElseThrow(
                () -> new IllegalStateException("glide.registry.url does not say where it is")));
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    return published.resolveKey(token, nesting);
  }
}
