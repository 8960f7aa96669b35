package dev.glide.registry.user;

import dev.glide.registry.database.Times;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.error.GlideException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where a page of invites ended. */
record InviteCursor(Instant expiresAt, String id) {
  private static final long LATEST_MICROS = 100_000_000_000_000_000L;

  /** Before all that have not expired yet. */
  static InviteCursor at(Clock clock) {
    return new InviteCursor(Times.now(clock), "");
  }

  String format() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, expiresAt) + "." + id;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  static InviteCursor parse(String after) {
    int separator = after.indexOf('.');
    try {
      long micros = Long.parseLong(after.substring(0, Math.max(0, separator)));
      if (micros >= 0 && micros <= LATEST_MICROS) {
        return new InviteCursor(
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS), after.substring(separator + 1));
      }
    } catch (NumberFormatException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static GlideException malformed() {
    return Refusal.malformed("after must be the next of the page before");
  }
}
