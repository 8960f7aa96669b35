package dev.glide.registry.transfer;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a user's transfers may take, counted in one row so that two at once can't exceed it. */
@Singleton
final class Quota {

  /**
   * Takes more.
   *
   * @throws GlideException {@code quota-exceeded}, with limit and what is in use
   */
  void reserve(Handle db, UUID user, long bytes) {
    int reserved =
        db.createUpdate(
                "UPDATE users SET reserved_bytes = reserved_bytes + :bytes"
                    + " WHERE id = :id AND reserved_bytes + :bytes <= quota_bytes")
            .bind("id", user)
            .bind("bytes", bytes)
            .execute();
    if (reserved == 0) {
      throw exceeded(usage(db, user), bytes);
    }
  }

  /** Gives back what the caller has just taken out of a transfer that it holds the lock of. */
  void giveBack(Handle db, UUID user, long bytes) {
    db.createUpdate("UPDATE users SET reserved_bytes = reserved_bytes - :bytes WHERE id = :id")
        .bind("id", user)
        .bind("bytes", bytes)
        .execute();
  }

  /**
   * Whether so much more could be taken now.
   *
   * @throws GlideException {@code quota-exceeded}, with limit and what is in use
   */
  void check(Handle db, UUID user, long bytes) {
    Usage usage = usage(db, user);
    if (bytes > 0 && usage.used() + bytes > usage.quota()) {
      throw exceeded(usage, bytes);
    }
  }

  private static Usage usage(Handle db, UUID user) {
    return db.createQuery("SELECT quota_bytes, reserved_bytes FROM users WHERE id = :id")
        .bind("id", user)
        .map((row, context) -> new Usage(row.getLong("quota_bytes"), row.getLong("reserved_bytes")))
        .one();
  }

  private record Usage(long quota, long used) {}

  private static GlideException exceeded(Usage usage, long bytes) {
    return new GlideException(
        ErrorCode.QUOTA_EXCEEDED,
        Problem.of(
                ErrorCode.QUOTA_EXCEEDED,
                "your quota does not allow %d bytes more".formatted(bytes))
            .withLimit(usage.quota(), usage.used()));
  }
}
