package dev.glide.shared.count;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each of a few things has happened since the start. Thread-safe. */
public final class Counts<E extends Enum<E>> {
  private final Class<E> kinds;
  private final Map<E, LongAdder> counts;

  public Counts(Class<E> kinds) {
    this.kinds = kinds;
    this.counts = new EnumMap<>(kinds);
    for (E each : kinds.getEnumConstants()) {
      counts.put(each, new LongAdder());
    }
  }

  public void count(E kind) {
    add(kind, 1);
  }

  public void add(E kind, long more) {
    counts.getOrDefault(kind, new LongAdder()).add(more);
  }

  public long of(E kind) {
    return counts.getOrDefault(kind, new LongAdder()).sum();
  }

  /** Everything that is counted here. */
  public Class<E> kinds() {
    return kinds;
  }

  /** The name of a kind in metrics, like {@code storage-away}. */
  public static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
