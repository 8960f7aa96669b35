package dev.glide.registry.database;

import dev.glide.registry.problem.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ended: lists go on after it, whatever has come or gone since. */
public record Cursor(Instant createdAt, UUID id) {
  /** Before everything: after all times that are stored, and all that will be. */
  private static final Cursor START =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  public String format() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "_" + id;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public static Cursor parse(@Nullable String after) {
    if (after == null) {
      return START;
    }
    int separator = after.indexOf('_');
    try {
      long micros = Long.parseLong(after.substring(0, Math.max(0, separator)));
      if (micros < 0 || micros > 100_000_000_000_000_000L) {
        throw new IllegalArgumentException("not a time");
      }
      return new Cursor(
          Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
          UUID.fromString(after.substring(separator + 1)));
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("after must be the next of the page before");
    }
  }
}
