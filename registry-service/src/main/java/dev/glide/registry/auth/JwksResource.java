package dev.glide.registry.auth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.PublicKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** Publishes the keys that sign tickets and access tokens (RFC 7517, RFC 8037). */
@Path("/api/v1/jwks")
@Tag(name = "sign-in")
@RunOnVirtualThread
public final class JwksResource {
  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The keys that sign tickets and access tokens")
  public String jwks() {
    JsonWebKeySet set = new JsonWebKeySet();
    keys.publicKeys().forEach((id, key) -> set.addJsonWebKey(webKey(id, key)));
    return set.toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  private static PublicJsonWebKey webKey(String id, PublicKey key) {
    try {
      PublicJsonWebKey webKey = PublicJsonWebKey.Factory.newPublicJwk(key);
      webKey.setKeyId(id);
      webKey.setUse("sig");
      webKey.setAlgorithm(AlgorithmIdentifiers.EDDSA);
      return webKey;
    } catch (JoseException e) {
      throw new IllegalStateException("a signing key has no JWK form", e);
    }
  }
}
