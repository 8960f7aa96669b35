package dev.glide.relay;

import dev.glide.relay.ticket.RelayKeys;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import dev.glide.shared.token.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.lang.UnresolvableKeyException;

/** Plays the registry: signs tickets and access tokens, and gives the key to check them with. */
public final class TestTokens {
  private static final String KEY_ID = "test";
  private static final KeyPair KEYS = keyPair();
  private static final TokenSigner SIGNER = new TokenSigner(KEYS.getPrivate(), KEY_ID);

  private TestTokens() {}

  /** A ticket for the relay at an address. */
  public static String session(UUID session, UUID user, Side side, int epoch, String address) {
    return session(session, user, side, epoch, address, Instant.now().plusSeconds(600));
  }

  public static String session(
      UUID session, UUID user, Side side, int epoch, String address, Instant expiresAt) {
    return SIGNER.sign(
        new SessionClaims(
            session, UUID.randomUUID(), user, side, epoch, "any", address, expiresAt));
  }

  public static String access(UUID user, UUID device) {
    return SIGNER.sign(new AccessClaims(user, device, "bob", Instant.now().plusSeconds(600)));
  }

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static RelayKeys keys() {
    return (signature, nesting) -> {
      if (!KEY_ID.equals(signature.getKeyIdHeaderValue())) {
        throw new UnresolvableKeyException("no such key");
      }
      return KEYS.getPublic();
    };
  }

  /** Gives the application the key. */
  static class Beans {
    @Produces
    @ApplicationScoped
    RelayKeys keys() {
      return TestTokens.keys();
    }
  }
}
