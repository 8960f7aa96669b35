package dev.glide.registry.database;

import dev.glide.registry.problem.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ended: lists go on after it, whatever has come or gone since. */
public record Cursor(Instant createdAt, UUID id) {
  /** Before everything: after all times that are stored, and all that will be. */
  private static final Cursor START =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  private static final char SEPARATOR = '_';

  public String format() {
    return new Bookmark(createdAt, id.toString()).format(SEPARATOR);
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
    Bookmark bookmark = Bookmark.parse(after, SEPARATOR);
    try {
      return new Cursor(bookmark.at(), UUID.fromString(bookmark.rest()));
    } catch (IllegalArgumentException e) {
      throw Refusal.noNextPage();
    }
  }
}
