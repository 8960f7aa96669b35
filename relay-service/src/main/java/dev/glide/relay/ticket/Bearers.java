package dev.glide.relay.ticket;

import dev.glide.relay.ticket.RefusedTickets.Kind;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.TicketRefusal;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Tells from the {@code Authorization} header who is there and what the registry allows him. */
@ApplicationScoped
public class Bearers {
  private static final String BEARER = "Bearer ";

  private final TokenVerifier verifier;
  private final RefusedTickets refused;

  public Bearers(RelayKeys keys, RefusedTickets refused, Clock clock) {
    this.verifier = new TokenVerifier(keys, clock);
    this.refused = refused;
  }

  /**
   * Reads a session ticket; may wait for the registry's keys.
   *
   * @throws GlideException {@code ticket-refused} if there is none that is valid now, {@code
   *     unavailable} if the registry's keys can't be had
   */
  public SessionClaims session(Optional<String> authorization) {
    try {
      return verifier.session(token(authorization, Kind.SESSION, ErrorCode.TICKET_REFUSED));
    } catch (TokenRefused e) {
      refused.count(Kind.SESSION, e.reason());
      throw refusal(
          e, ErrorCode.TICKET_REFUSED, "the ticket is not valid, or no longer; ask for a new one");
    }
  }

  /**
   * Reads an access token; may wait for the registry's keys.
   *
   * @throws GlideException {@code not-signed-in} if there is none that is valid now, {@code
   *     unavailable} if the registry's keys can't be had
   */
  public AccessClaims access(Optional<String> authorization) {
    try {
      return verifier.access(token(authorization, Kind.ACCESS, ErrorCode.NOT_SIGNED_IN));
    } catch (TokenRefused e) {
      refused.count(Kind.ACCESS, e.reason());
      throw refusal(
          e, ErrorCode.NOT_SIGNED_IN, "the access token is not valid, or no longer; get a new one");
    }
  }

  /** A ticket that is good, and opens something else than it was shown for. */
  public GlideException notForThis(String detail) {
    refused.count(Kind.SESSION, TicketRefusal.NOT_FOR_THIS);
    return new GlideException(ErrorCode.TICKET_REFUSED, detail);
  }

  private String token(Optional<String> authorization, Kind kind, ErrorCode code) {
    return authorization
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElseThrow(() -> {
          refused.count(kind, TicketRefusal.MISSING);
          return new GlideException(code, "the request bears no token");
        });
  }

  private static GlideException refusal(TokenRefused e, ErrorCode code, String detail) {
    return e.reason() == TicketRefusal.KEYS_AWAY
        ? new GlideException(
            ErrorCode.UNAVAILABLE, "the registry's keys can't be had now; try again", e)
        : new GlideException(code, detail, e);
  }
}
