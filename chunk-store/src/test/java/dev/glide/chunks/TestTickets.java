package dev.glide.chunks;

import dev.glide.chunks.ticket.TicketKeys;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jose4j.lang.UnresolvableKeyException;

/** Plays the registry: makes tickets, and gives the key that they are checked with. */
public final class TestTickets {
  public static final UUID DEVICE = new UUID(0xde, 1);
  private static final String KEY_ID = "test";
  private static final KeyPair KEYS = keyPair();
  private static final TokenSigner SIGNER = new TokenSigner(KEYS.getPrivate(), KEY_ID);

  private TestTickets() {}

  public static LocalDate today() {
    return LocalDate.now(Clock.system(ZoneOffset.UTC));
  }

  public static String put(UUID transfer, ChunkLayout layout) {
    return sign(transfer, TicketClaims.Role.PUT, layout, Instant.now().plusSeconds(600));
  }

  public static String get(UUID transfer, ChunkLayout layout) {
    return sign(transfer, TicketClaims.Role.GET, layout, Instant.now().plusSeconds(600));
  }

  public static String sign(
      UUID transfer, TicketClaims.Role role, ChunkLayout layout, Instant expiresAt) {
    return SIGNER.sign(
        new TicketClaims(transfer, DEVICE, role, layout, today().plusDays(7), expiresAt));
  }

  public static String signWith(KeyPair keys, UUID transfer, ChunkLayout layout) {
    return new TokenSigner(keys.getPrivate(), KEY_ID)
        .sign(
            new TicketClaims(
                transfer,
                DEVICE,
                TicketClaims.Role.PUT,
                layout,
                today().plusDays(7),
                Instant.now().plusSeconds(600)));
  }

  public static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TicketKeys keys() {
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
    TicketKeys keys() {
      return TestTickets.keys();
    }
  }
}
