package dev.glide.registry.audit;

import dev.glide.registry.database.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for.
 *
 * @param after where they begin (exclusive)
 * @param until where they end (exclusive)
 * @param newest whether the last ones are wanted if there are many, not the first
 * @param transfer only those of it
 * @param user only what they did, or what concerns them
 */
public record AuditQuestion(
    Cursor after, Instant until, boolean newest, @Nullable UUID transfer, @Nullable UUID user) {
  private static final UUID LEAST = new UUID(0, 0);
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * From a page or a time on; with neither, the newest.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public static AuditQuestion of(
      @Nullable String after, @Nullable Instant since, @Nullable Instant until) {
    Cursor start = new Cursor(since == null ? Instant.EPOCH : within(since), LEAST);
    return new AuditQuestion(
        after == null ? start : Cursor.parse(after),
        until == null ? NEVER : within(until),
        after == null && since == null,
        null,
        null);
  }

  /** What the database can compare with. */
  private static Instant within(Instant time) {
    return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(NEVER) ? NEVER : time;
  }

  public AuditQuestion about(@Nullable UUID ofTransfer, @Nullable UUID ofUser) {
    return new AuditQuestion(after, until, newest, ofTransfer, ofUser);
  }
}
