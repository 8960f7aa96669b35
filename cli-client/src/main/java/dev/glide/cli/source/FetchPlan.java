package dev.glide.cli.source;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which missing chunk is fetched from which source. Pure: it knows no clock, no socket and no
 * thread; its owner tells it what happens. Not thread-safe.
 *
 * <p>Chunks are leased in ascending order, to each source as many at once as its line can hold, so
 * a fast source takes more of them by itself. What a source holds that has stalled is free for the
 * others. When all that a source could fetch is held by others, it is given a chunk that would take
 * another one longer; whoever is second with it hears that it is not needed any more. A lease takes
 * time in proportion to the number of sources, not of chunks.
 */
public final class FetchPlan {
  /** What a takeover must save beyond half of the time, or it is not worth a chunk sent twice. */
  private static final long WORTH_NANOS = 50_000_000L;

  /**
   * The same between two sources that share one way, such as two lanes to one sender: what holds up
   * one mostly holds up the other, so that only one that has all but stopped is worth it.
   */
  private static final long WORTH_ON_ONE_WAY_NANOS = 1_000_000_000L;

  /** Nobody is served better by a third who fetches the same. */
  private static final int MOST_HOLDERS = 2;

  private static final int NONE = -1;

  private final BitSet missing = new BitSet();
  private final BitSet arrived = new BitSet();
  private final Map<Integer, PlannedSource> sources = new TreeMap<>();
  private final int reach;
  private int chunkCount;
  private int arrivedCount;
  private int duplicates;
  private int firstMissing;
  private int growing = NONE;

  /**
   * Plans for what is missing.
   *
   * @param chunkCount chunks of the transfer, as far as is known
   * @param here those that are here already, also beyond what is known
   * @param reach no chunk is leased that is so many or more beyond the first missing one
   */
  public FetchPlan(int chunkCount, BitSet here, int reach) {
    this.reach = reach;
    arrived.or(here);
    arrivedCount = here.cardinality();
    grow(chunkCount, NONE, 0);
  }

  /**
   * There are more chunks than was known; fewer changes nothing.
   *
   * @param newGrowing the chunk that is not whole at its source yet, -1 for none: who fetches it is
   *     not slow, and is left alone with it
   */
  public void grow(int newCount, int newGrowing, long nowNanos) {
    if (growing != newGrowing) {
      int whole = growing;
      growing = newGrowing;
      sources.values().forEach(each -> each.restart(whole, nowNanos));
    }
    if (newCount > chunkCount) {
      BitSet more = new BitSet();
      more.set(chunkCount, newCount);
      more.andNot(arrived);
      missing.or(more);
      firstMissing = Math.min(firstMissing, chunkCount);
      chunkCount = newCount;
      sources.values().forEach(each -> each.offer(more));
    }
  }

  /** There are fewer chunks than was thought: the last ones turned out to be empty. */
  public void shrink(int newCount) {
    for (int i = missing.nextSetBit(newCount); i >= 0; i = missing.nextSetBit(i + 1)) {
      missing.clear(i);
      release(i);
    }
    chunkCount = Math.min(chunkCount, newCount);
  }

  /**
   * A source has come, which has nothing yet.
   *
   * @param way sources with the same share a line to the same place
   * @param least so many chunks may be leased to it at once even if its line does not need them
   * @param most and never more than so many
   */
  public void come(int source, int way, int least, int most, long nowNanos) {
    sources.put(source, new PlannedSource(way, least, most, nowNanos));
  }

  /** A source has these, too. Unknown sources have nothing. */
  public void has(int source, BitSet indexes) {
    PlannedSource known = sources.get(source);
    if (known != null) {
      known.has(indexes);
      BitSet free = (BitSet) indexes.clone();
      free.and(missing);
      for (PlannedSource each : sources.values()) {
        each.removeSeen(free);
      }
      known.offer(free);
    }
  }

  /** A source does not have a chunk after all; when it says so often enough, it is believed. */
  public void lacks(int source, int index, long nowNanos) {
    deny(source, index, false, nowNanos);
  }

  /** What a source has for a chunk is worthless, and it won't be asked for it again. */
  public void spoils(int source, int index, long nowNanos) {
    deny(source, index, true, nowNanos);
  }

  private void deny(int source, int index, boolean forGood, long nowNanos) {
    PlannedSource known = sources.get(source);
    if (known != null) {
      known.denies(index, forGood);
      lives(known, nowNanos);
      free(index);
    }
  }

  /** A source has gone; what it was to fetch is free again. */
  public void gone(int source) {
    PlannedSource was = sources.remove(source);
    if (was != null) {
      was.holdings().forEach(this::free);
    }
  }

  /** How long a source takes to answer, where its owner knows better than the plan can tell. */
  public void roundTrip(int source, long nanos) {
    PlannedSource known = sources.get(source);
    if (known != null) {
      known.roundTrip(nanos);
    }
  }

  /** The next chunk for a source to fetch; empty if there is nothing for it now. */
  public Optional<Lease> lease(int source, long nowNanos) {
    release(nowNanos);
    PlannedSource asking = sources.get(source);
    if (asking == null || !asking.hasRoom()) {
      return Optional.empty();
    }
    int index = asking.lowestFree();
    if (index < 0 || isOutOfReach(index)) {
      index = takeover(asking, nowNanos);
    }
    if (index < 0) {
      return Optional.empty();
    }
    Lease lease = new Lease(index, source, nowNanos);
    asking.ask(lease);
    for (PlannedSource each : sources.values()) {
      each.withdraw(index);
    }
    return Optional.of(lease);
  }

  private boolean isOutOfReach(int index) {
    return index - firstMissing() >= reach;
  }

  private int firstMissing() {
    int first = missing.nextSetBit(firstMissing);
    firstMissing = first < 0 ? chunkCount : first;
    return firstMissing;
  }

  /** The chunk that would be here soonest by being fetched twice; -1 if none is worth it. */
  private int takeover(PlannedSource asking, long nowNanos) {
    int best = NONE;
    long longest = 2 * asking.nanosForOneMore() + WORTH_NANOS;
    for (PlannedSource other : sources.values()) {
      long least = other.way() == asking.way() ? WORTH_ON_ONE_WAY_NANOS : 0;
      int place = 0;
      for (Lease lease : other.asked()) {
        long left = other.nanosUntil(++place, lease, nowNanos);
        if (left > Math.max(least, longest) && mayShare(asking, lease.index())) {
          best = lease.index();
          longest = left;
        }
      }
    }
    return best;
  }

  private boolean mayShare(PlannedSource asking, int index) {
    return index != growing
        && asking.has().get(index)
        && !asking.holds(index)
        && !isOutOfReach(index)
        && holders(index) < MOST_HOLDERS;
  }

  private int holders(int index) {
    int count = 0;
    for (PlannedSource each : sources.values()) {
      count += each.sees(index) ? 1 : 0;
    }
    return count;
  }

  /** Frees what those hold who do not answer any more; they may bring it still. */
  private void release(long nowNanos) {
    for (PlannedSource each : sources.values()) {
      if (each.stalls(growing, nowNanos)) {
        each.holdings().forEach(this::free);
      }
    }
  }

  private void free(int index) {
    if (missing.get(index) && holders(index) == 0) {
      for (PlannedSource each : sources.values()) {
        each.offer(index);
      }
    }
  }

  private void lives(PlannedSource source, long nowNanos) {
    if (source.lives(nowNanos)) {
      for (int index : source.holdings()) {
        sources.values().forEach(each -> each.withdraw(index));
      }
    }
  }

  /** A chunk has come from a source and is being opened and written: the next may be asked for. */
  public void received(int source, int index, long nowNanos) {
    PlannedSource known = sources.get(source);
    if (known != null) {
      known.received(index, nowNanos);
      lives(known, nowNanos);
    }
  }

  /**
   * A chunk is written, whoever else may still be fetching it.
   *
   * @return false if it was here already
   */
  public boolean arrived(int source, int index, long nowNanos) {
    received(source, index, nowNanos);
    PlannedSource known = sources.get(source);
    if (known != null) {
      known.hasWritten(index);
    }
    if (!missing.get(index)) {
      duplicates++;
      return false;
    }
    missing.clear(index);
    arrived.set(index);
    arrivedCount++;
    release(index);
    return true;
  }

  private void release(int index) {
    for (PlannedSource each : sources.values()) {
      each.release(index);
    }
  }

  /** What a source was asked for and need not bring any more, since this was asked last. */
  public List<Integer> takeDrops(int source) {
    PlannedSource known = sources.get(source);
    return known == null ? List.of() : known.takeDrops();
  }

  /** What is missing and none of the sources has. */
  public BitSet uncovered() {
    BitSet uncovered = (BitSet) missing.clone();
    for (PlannedSource each : sources.values()) {
      uncovered.andNot(each.has());
      each.holdings().forEach(uncovered::clear);
    }
    return uncovered;
  }

  /** What is missing and no source has, though one is there that was asked for it. */
  public BitSet denied() {
    BitSet denied = new BitSet();
    for (PlannedSource each : sources.values()) {
      denied.or(each.denied());
    }
    denied.and(uncovered());
    return denied;
  }

  /** What is here, on whichever way it came. */
  public BitSet arrived() {
    return (BitSet) arrived.clone();
  }

  public boolean isMissing(int index) {
    return missing.get(index);
  }

  /** Chunks of the transfer, as far as is known. */
  public int chunkCount() {
    return chunkCount;
  }

  public int arrivedCount() {
    return arrivedCount;
  }

  /** Chunks that have come although they were here. */
  public int duplicates() {
    return duplicates;
  }

  public boolean isDone() {
    return missing.isEmpty();
  }
}
