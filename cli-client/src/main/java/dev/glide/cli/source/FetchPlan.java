package dev.glide.cli.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which missing chunk is fetched from which source. Pure: it knows no clock, no socket and no
 * thread; its owner tells it what happens. Not thread-safe.
 *
 * <p>Chunks are leased one at a time in ascending order, so a fast source takes more of them by
 * itself, and one source's leases ascend. When all that a source could fetch is leased to others,
 * it is given a chunk that a slower source has held for longer than this one would need.
 */
public final class FetchPlan {
  /** A lease is not taken over before it is this old, however fast the other source is. */
  static final long MIN_TAKEOVER_NANOS = 2_000_000_000L;

  private final BitSet missing = new BitSet();
  private final BitSet arrived = new BitSet();
  private final Map<Integer, Source> sources = new HashMap<>();
  private final int window;
  private int chunkCount;

  /** What is known of one source. */
  private static final class Source {
    final BitSet has = new BitSet();
    final Map<Integer, Lease> leases = new HashMap<>();

    /** Moving average of what a chunk takes; 0 until the first has come. */
    long nanosPerChunk;
  }

  /**
   * Plans for what is missing.
   *
   * @param chunkCount chunks of the transfer, as far as is known
   * @param here those that are here already, also beyond what is known
   * @param window no chunk is leased that is so many or more beyond the first missing one
   */
  public FetchPlan(int chunkCount, BitSet here, int window) {
    this.window = window;
    arrived.or(here);
    grow(chunkCount);
  }

  /** There are more chunks than was known; fewer changes nothing. */
  public void grow(int newCount) {
    if (newCount > chunkCount) {
      missing.set(chunkCount, newCount);
      missing.andNot(arrived);
      chunkCount = newCount;
    }
  }

  /** A source has come, or has more now. */
  public void has(int source, BitSet indexes) {
    sources.computeIfAbsent(source, _ -> new Source()).has.or(indexes);
  }

  /** A source does not have a chunk after all. */
  public void lacks(int source, int index) {
    Source known = sources.get(source);
    if (known != null) {
      known.has.clear(index);
      known.leases.remove(index);
    }
  }

  /** A source has gone; what it was to fetch is free again. */
  public void gone(int source) {
    sources.remove(source);
  }

  /** The next chunk for a source to fetch; empty if there is nothing for it now. */
  public Optional<Lease> lease(int source, long nowNanos) {
    Source asking = sources.get(source);
    if (asking == null) {
      return Optional.empty();
    }
    int first = missing.nextSetBit(0);
    for (int i = first; i >= 0 && i - first < window; i = missing.nextSetBit(i + 1)) {
      if (asking.has.get(i) && holders(i).isEmpty()) {
        return Optional.of(give(asking, new Lease(i, source, nowNanos)));
      }
    }
    return takeover(source, asking, nowNanos);
  }

  private Optional<Lease> takeover(int source, Source asking, long nowNanos) {
    long patience = Math.max(MIN_TAKEOVER_NANOS, 2 * asking.nanosPerChunk);
    int first = missing.nextSetBit(0);
    for (int i = first; i >= 0 && i - first < window; i = missing.nextSetBit(i + 1)) {
      List<Lease> holders = holders(i);
      boolean stalled =
          holders.stream()
              .allMatch(h -> h.source() != source && nowNanos - h.sinceNanos() > patience);
      if (asking.has.get(i) && holders.size() == 1 && stalled) {
        return Optional.of(give(asking, new Lease(i, source, nowNanos)));
      }
    }
    return Optional.empty();
  }

  private static Lease give(Source source, Lease lease) {
    source.leases.put(lease.index(), lease);
    return lease;
  }

  private List<Lease> holders(int index) {
    List<Lease> holders = new ArrayList<>(1);
    for (Source each : sources.values()) {
      Lease lease = each.leases.get(index);
      if (lease != null) {
        holders.add(lease);
      }
    }
    return holders;
  }

  /**
   * A chunk has come, whoever else may still be fetching it.
   *
   * @return false if it was here already
   */
  public boolean arrived(Lease lease, long nowNanos) {
    Source source = sources.get(lease.source());
    if (source != null && source.leases.remove(lease.index()) != null) {
      long took = Math.max(1, nowNanos - lease.sinceNanos());
      source.nanosPerChunk =
          source.nanosPerChunk == 0 ? took : (3 * source.nanosPerChunk + took) / 4;
    }
    boolean isNew = missing.get(lease.index());
    missing.clear(lease.index());
    arrived.set(lease.index());
    return isNew;
  }

  /** Chunks of the transfer, as far as is known. */
  public int chunkCount() {
    return chunkCount;
  }

  public int arrivedCount() {
    return arrived.cardinality();
  }

  public boolean isDone() {
    return missing.isEmpty();
  }
}
