package dev.glide.chunks.ticket;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TicketRefusal;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads tickets, and remembers for a moment which ones were good: a transfer shows the same ticket
 * with each of its chunks. What is remembered is a hash, so that no ticket stays in memory.
 */
@ApplicationScoped
public class Tickets {
  private static final int REMEMBERED = 4096;
  private static final Duration MEMORY = Duration.ofSeconds(60);

  private final TokenVerifier verifier;
  private final RefusedTickets refused;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Tickets(TicketKeys keys, RefusedTickets refused, Clock clock) {
    this.verifier = new TokenVerifier(keys, clock);
    this.refused = refused;
    this.clock = clock;
  }

  /**
   * Reads a ticket; may wait for the registry's keys.
   *
   * @throws GlideException {@code ticket-refused} if it is not a ticket that is valid now, {@code
   *     unavailable} if the registry's keys can't be had
   */
  public TicketClaims read(String token) {
    String hash = hash(token);
    Instant now = clock.instant();
    synchronized (known) {
      Known found = known.get(hash);
      if (found != null && now.isBefore(found.until())) {
        return found.claims();
      }
    }
    TicketClaims claims = verify(token);
    synchronized (known) {
      known.put(hash, new Known(claims, earlier(now.plus(MEMORY), claims.expiresAt())));
    }
    return claims;
  }

  private TicketClaims verify(String token) {
    try {
      return verifier.ticket(token);
    } catch (TokenRefused e) {
      refused.count(e.reason());
      if (e.reason() == TicketRefusal.KEYS_AWAY) {
        throw new GlideException(
            ErrorCode.UNAVAILABLE, "the registry's keys can't be had now; try again", e);
      }
      throw new GlideException(
          ErrorCode.TICKET_REFUSED, "the ticket is not valid, or no longer; ask for a new one", e);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private record Known(TicketClaims claims, Instant until) {}
}
