package dev.glide.relay.ticket;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Tells from the {@code Authorization} header who is there and what the registry allows him. */
@ApplicationScoped
public class Bearers {
  private static final String BEARER = "Bearer ";

  private final TokenVerifier verifier;

  public Bearers(RelayKeys keys, Clock clock) {
    this.verifier = new TokenVerifier(keys, clock);
  }

  /**
   * Reads a session ticket; may wait for the registry's keys.
   *
   * @throws GlideException {@code ticket-refused} if there is none that is valid now, {@code
   *     unavailable} if the registry's keys can't be had
   */
  public SessionClaims session(Optional<String> authorization) {
    try {
      return verifier.session(token(authorization, ErrorCode.TICKET_REFUSED));
    } catch (TokenRefused e) {
      throw refused(
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
      return verifier.access(token(authorization, ErrorCode.NOT_SIGNED_IN));
    } catch (TokenRefused e) {
      throw refused(
          e, ErrorCode.NOT_SIGNED_IN, "the access token is not valid, or no longer; get a new one");
    }
  }

  private static String token(Optional<String> authorization, ErrorCode code) {
    return authorization
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElseThrow(() -> new GlideException(code, "the request bears no token"));
  }

  private static GlideException refused(TokenRefused e, ErrorCode code, String detail) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new GlideException(
            ErrorCode.UNAVAILABLE, "the registry's keys can't be had now; try again", e);
      }
    }
    return new GlideException(code, detail, e);
  }
}
