package dev.glide.registry.database;

import dev.glide.registry.problem.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in a list that is in the order of a time, as pages name it: microseconds since 1970, a
 * separator, and what tells equal times apart.
 */
public record Bookmark(Instant at, String rest) {
  private static final long LATEST_MICROS = 100_000_000_000_000_000L;

  public String format(char separator) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + String.valueOf(separator) + rest;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public static Bookmark parse(String after, char separator) {
    int end = after.indexOf(separator);
    try {
      long micros = Long.parseLong(after.substring(0, Math.max(0, end)));
      if (micros >= 0 && micros <= LATEST_MICROS) {
        return new Bookmark(
            Instant.EPOCH.plus(micros, ChronoUnit.MICROS), after.substring(end + 1));
      }
    } catch (NumberFormatException e) {
      throw Refusal.noNextPage();
    }
    throw Refusal.noNextPage();
  }
}
