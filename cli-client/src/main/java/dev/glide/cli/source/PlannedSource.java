package dev.glide.cli.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link FetchPlan} knows of one source: what it has, what it has been asked for, how fast
 * it is.
 */
final class PlannedSource {
  /** Asked for before anything is known of the source's speed. */
  private static final int FIRST_AHEAD = 4;

  /** Asked for beyond what the line holds: one that is served, one that waits, one to spare. */
  private static final int LEAST_AHEAD = 3;

  /** A chunk that a source has denied so often is not asked of it again. */
  private static final int DENIALS = 3;

  private final int way;
  private final int least;
  private final int most;
  private final BitSet has = new BitSet();

  /** What it has, is missing here, and nobody who answers has been asked for. */
  private final BitSet free = new BitSet();

  /** No bit of {@link #free} is below this one. */
  private int lowest;

  /** Asked for and not come, in the order of asking. */
  private final Map<Integer, Lease> asked = new LinkedHashMap<>();

  /** Come, and being opened and written. */
  private final Set<Integer> inHand = new HashSet<>();

  private final Map<Integer, Integer> denials = new HashMap<>();
  private List<Integer> drops = new ArrayList<>();
  private boolean stalled;
  private final SourceSpeed speed;

  /**
   * A source of which nothing is known yet.
   *
   * @param way those with the same share one line
   * @param least so many may always be asked for ahead
   * @param most and never more than so many
   */
  PlannedSource(int way, int least, int most, long nowNanos) {
    this.way = way;
    this.least = least;
    this.most = most;
    this.speed = new SourceSpeed(nowNanos);
  }

  int way() {
    return way;
  }

  // What it has.

  BitSet has() {
    return has;
  }

  /** It has these, but for what it has denied too often. */
  void has(BitSet indexes) {
    has.or(indexes);
    denials.forEach((index, count) -> {
      if (count >= DENIALS) {
        has.clear(index);
      }
    });
  }

  BitSet denied() {
    BitSet denied = new BitSet();
    denials.keySet().forEach(denied::set);
    return denied;
  }

  void denies(int index, boolean forGood) {
    denials.merge(index, forGood ? DENIALS : 1, Integer::sum);
    has.clear(index);
    free.clear(index);
    asked.remove(index);
    inHand.remove(index);
  }

  // What nobody else fetches.

  void offer(int index) {
    if (has.get(index) && !holds(index)) {
      free.set(index);
      lowest = Math.min(lowest, index);
    }
  }

  void offer(BitSet indexes) {
    BitSet more = (BitSet) indexes.clone();
    more.and(has);
    asked.keySet().forEach(more::clear);
    inHand.forEach(more::clear);
    int first = more.nextSetBit(0);
    if (first >= 0) {
      free.or(more);
      lowest = Math.min(lowest, first);
    }
  }

  /** Takes out of {@code indexes} what it is to bring. */
  void removeSeen(BitSet indexes) {
    if (!stalled) {
      asked.keySet().forEach(indexes::clear);
    }
    inHand.forEach(indexes::clear);
  }

  void withdraw(int index) {
    free.clear(index);
  }

  /** The lowest chunk that it could fetch; -1 if there is none. */
  int lowestFree() {
    int index = free.nextSetBit(lowest);
    if (index >= 0) {
      lowest = index;
    }
    return index;
  }

  // What it was asked for.

  void ask(Lease lease) {
    speed.asked(lease, asked.isEmpty());
    asked.put(lease.index(), lease);
    free.clear(lease.index());
  }

  Iterable<Lease> asked() {
    return asked.values();
  }

  /** All that it was asked for and is not written. */
  List<Integer> holdings() {
    List<Integer> holdings = new ArrayList<>(asked.keySet());
    holdings.addAll(inHand);
    return holdings;
  }

  boolean holds(int index) {
    return asked.containsKey(index) || inHand.contains(index);
  }

  /** Whether nobody else needs to be asked for this chunk. */
  boolean sees(int index) {
    return inHand.contains(index) || (!stalled && asked.containsKey(index));
  }

  boolean hasRoom() {
    return !stalled && asked.size() < ahead();
  }

  private int ahead() {
    return Math.clamp(speed.chunksOnTheLine(FIRST_AHEAD, LEAST_AHEAD), least, most);
  }

  /** A chunk has come from it, and is not written yet. */
  void received(int index, long nowNanos) {
    Lease lease = asked.remove(index);
    if (lease != null) {
      inHand.add(index);
      speed.received(lease, nowNanos);
    }
  }

  /** A chunk that has come from it is written. */
  void hasWritten(int index) {
    inHand.remove(index);
  }

  /** A chunk is written, whoever brought it. */
  void release(int index) {
    free.clear(index);
    inHand.remove(index);
    if (asked.remove(index) != null) {
      drops.add(index);
    }
    if (asked.isEmpty()) {
      stalled = false;
    }
  }

  List<Integer> takeDrops() {
    List<Integer> taken = drops;
    drops = drops.isEmpty() ? drops : new ArrayList<>();
    return taken;
  }

  // How fast it is.

  void roundTrip(long nanos) {
    speed.roundTrip(nanos);
  }

  /** Until it would have brought one more chunk than it was asked for. */
  long nanosForOneMore() {
    return speed.nanosFor(asked.size() + 1);
  }

  /**
   * Until it brings what it was asked for, as far as can be told.
   *
   * @param place of that chunk among those that it was asked for, from 1
   */
  long nanosUntil(int place, Lease lease, long nowNanos) {
    return speed.nanosUntil(place, lease, nowNanos);
  }

  /** Whether it has just been found out that it does not answer any more. */
  boolean stalls(int growing, long nowNanos) {
    if (stalled) {
      return false;
    }
    for (Lease oldest : asked.values()) {
      if (oldest.index() != growing) {
        stalled = speed.isOverdue(oldest, nowNanos);
        break;
      }
    }
    return stalled;
  }

  /**
   * It has given a sign of life.
   *
   * @return whether it had stalled
   */
  boolean lives(long nowNanos) {
    boolean was = stalled;
    stalled = false;
    speed.lives(nowNanos);
    return was;
  }

  /** A chunk that was asked for while it grew is whole now, and its time runs from here. */
  void restart(int index, long nowNanos) {
    Lease lease = asked.get(index);
    if (lease != null) {
      asked.put(index, new Lease(index, lease.source(), nowNanos));
    }
  }
}
