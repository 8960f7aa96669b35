package dev.glide.registry.database;

import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.Limits;
import org.jspecify.annotations.Nullable;

/** How many entries one page of a list has. */
public final class PageSize {
  private static final int DEFAULT = 100;

  private PageSize() {}

  /**
   * What was asked for, or the default.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public static int of(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT;
    }
    if (asked < 1 || asked > Limits.MAX_PAGE) {
      throw Refusal.malformed("limit must be from 1 to " + Limits.MAX_PAGE);
    }
    return asked;
  }
}
