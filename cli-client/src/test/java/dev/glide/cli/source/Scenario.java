package dev.glide.cli.source;

import java.util.BitSet;
import java.util.Random;

/**
 * How one source behaves in a {@link FetchSimulation}: drawn from a seed. Times are nanoseconds.
 */
final class Scenario {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;

  final long comesAt;
  final long chunkNanos;
  final long roundTrip;
  final int most;

  /** From when on it answers nothing any more, and when that is noticed. */
  final long diesAt;

  final long buriedAt;
  final long stallsAt;
  final long stallsUntil;
  final BitSet has = new BitSet();

  /** It says that it has these, and has not. */
  final BitSet lies = new BitSet();

  /** What it sends for these does not open. */
  final BitSet spoilt = new BitSet();

  /** Honest, quick to come, there to the end, and with everything. */
  static Scenario honest(Random random, int chunkCount) {
    return new Scenario(random, chunkCount, true);
  }

  static Scenario any(Random random, int chunkCount) {
    return new Scenario(random, chunkCount, false);
  }

  private Scenario(Random random, int chunkCount, boolean honest) {
    comesAt = honest ? random.nextLong(100 * MILLI) : random.nextLong(20 * SECOND);
    chunkNanos = (long) (MILLI * Math.pow(1000, random.nextDouble()));
    roundTrip = random.nextBoolean() ? MILLI / 5 : random.nextLong(200 * MILLI);
    most = random.nextBoolean() ? 64 : 1 + random.nextInt(4);
    boolean dies = !honest && random.nextInt(3) == 0;
    diesAt = dies ? comesAt + random.nextLong(20 * SECOND) : Long.MAX_VALUE;
    buriedAt = dies ? diesAt + random.nextLong(30 * SECOND) : Long.MAX_VALUE;
    boolean stalls = !honest && random.nextInt(3) == 0;
    stallsAt = stalls ? comesAt + random.nextLong(10 * SECOND) : Long.MAX_VALUE;
    stallsUntil = stalls ? stallsAt + random.nextLong(60 * SECOND) : Long.MAX_VALUE;
    has.set(0, chunkCount);
    if (!honest) {
      if (random.nextBoolean()) {
        has.clear(0, random.nextInt(chunkCount + 1));
      }
      int liesIn = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 0;
      int spoilsIn = random.nextInt(6) == 0 ? 1 + random.nextInt(40) : 0;
      for (int i = 0; i < chunkCount; i++) {
        lies.set(i, liesIn > 0 && random.nextInt(liesIn) == 0);
        spoilt.set(i, spoilsIn > 0 && random.nextInt(spoilsIn) == 0);
      }
    }
  }

  boolean isDead(long now) {
    return now >= diesAt;
  }

  /** When work that would start at {@code at} and take one chunk's time is done. */
  long serves(long at) {
    long start = at >= stallsAt && at < stallsUntil ? stallsUntil : at;
    long end = start + chunkNanos;
    return start < stallsAt && end > stallsAt ? end + stallsUntil - stallsAt : end;
  }

  /** The least time that it needs for one chunk after the other. */
  double pace() {
    return Math.max((double) chunkNanos, (chunkNanos + roundTrip) / (double) most);
  }

  @Override
  public String toString() {
    return "comes %d ms, %d ms a chunk, round trip %d ms, most %d, dies %d, stalls %d-%d, lies %d, spoilt %d"
        .formatted(
            comesAt / MILLI,
            chunkNanos / MILLI,
            roundTrip / MILLI,
            most,
            diesAt / MILLI,
            stallsAt / MILLI,
            stallsUntil / MILLI,
            lies.cardinality(),
            spoilt.cardinality());
  }
}
