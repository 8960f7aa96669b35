package dev.glide.registry.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a list, read as one entry more than it may show.
 *
 * @param more whether the list goes on behind it
 */
public record Slice<T>(List<T> shown, boolean more) {
  public Slice {
    shown = List.copyOf(shown);
    if (more && shown.isEmpty()) {
      throw new IllegalArgumentException("nothing is shown after which the list goes on");
    }
  }

  /** The first entries, up to so many. */
  public static <T> Slice<T> of(List<T> found, int size) {
    return new Slice<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
  }

  /** How the last entry names its place; {@code null} if the list ends here. */
  public @Nullable String next(Function<? super T, String> place) {
    return more ? place.apply(shown.getLast()) : null;
  }
}
