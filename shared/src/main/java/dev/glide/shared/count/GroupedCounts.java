package dev.glide.shared.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How often each of a few things has happened to each of a few others. Thread-safe. */
public final class GroupedCounts<G extends Enum<G>, E extends Enum<E>> {
  private final Map<G, Counts<E>> counts;

  public GroupedCounts(Class<G> groups, Class<E> kinds) {
    this.counts = new EnumMap<>(groups);
    for (G each : groups.getEnumConstants()) {
      counts.put(each, new Counts<>(kinds));
    }
  }

  public void count(G group, E kind) {
    of(group).count(kind);
  }

  public long of(G group, E kind) {
    return of(group).of(kind);
  }

  /** The same object each time, which goes on counting. */
  public Counts<E> of(G group) {
    return Objects.requireNonNull(counts.get(group));
  }
}
