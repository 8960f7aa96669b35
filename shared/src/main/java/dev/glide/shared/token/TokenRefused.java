package dev.glide.shared.token;

import java.io.IOException;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** A token is not signed by a known key, has expired, or does not say what it must. */
public final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  TokenRefused(String message) {
    super(message);
  }

  TokenRefused(String message, Throwable cause) {
    super(message, cause);
  }

  /** Why; {@code KEYS_AWAY} says that it might be good, had the registry's keys been there. */
  public TicketRefusal reason() {
    for (Throwable cause = this; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return TicketRefusal.KEYS_AWAY;
      }
      if (cause instanceof InvalidJwtException invalid && invalid.hasExpired()) {
        return TicketRefusal.EXPIRED;
      }
    }
    return TicketRefusal.INVALID;
  }
}
