package dev.glide.standalone.wiring;

import dev.glide.chunks.ticket.TicketKeys;
import dev.glide.registry.auth.SigningKeys;
import dev.glide.relay.ticket.RelayKeys;
import jakarta.inject.Singleton;
import java.security.Key;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** The registry's keys, straight from the registry beside. */
@Singleton
final class OwnTicketKeys implements TicketKeys, RelayKeys {
  private final SigningKeys registry;

  OwnTicketKeys(SigningKeys registry) {
    this.registry = registry;
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    return registry.resolveKey(token, nesting);
  }
}
