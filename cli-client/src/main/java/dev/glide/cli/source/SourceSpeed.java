package dev.glide.cli.source;

/** How fast one source brings chunks, measured as they come. */
final class SourceSpeed {
  /** Silence after which a source is thought to have stalled, unless it is known to be slow. */
  static final long STALL_NANOS = 5_000_000_000L;

  /** In chunks: the same for one whose speed is known. */
  private static final int STALL_CHUNKS = 8;

  /** What a source is thought to need for a chunk before anything has come from it. */
  private static final long UNKNOWN_NANOS = 1_000_000_000L;

  private static final int NONE = -1;

  private long lastNanos;
  private long chunkNanos;
  private int samples;
  private long roundTripNanos;

  /** Least time from asking an idle source to its answer; 0 before. */
  private long idleAnswerNanos;

  private int askedWhileIdle = NONE;

  SourceSpeed(long nowNanos) {
    this.lastNanos = nowNanos;
  }

  void asked(Lease lease, boolean idle) {
    if (idle) {
      askedWhileIdle = lease.index();
    }
  }

  void received(Lease lease, long nowNanos) {
    long took = Math.max(1, nowNanos - Math.max(lastNanos, lease.sinceNanos()));
    // The first has waited for the whole line, which says little of those that follow.
    chunkNanos = samples < 2 ? took : (3 * chunkNanos + took) / 4;
    samples++;
    if (lease.index() == askedWhileIdle) {
      long answer = nowNanos - lease.sinceNanos();
      idleAnswerNanos = idleAnswerNanos == 0 ? answer : Math.min(idleAnswerNanos, answer);
      askedWhileIdle = NONE;
    }
    lastNanos = nowNanos;
  }

  void lives(long nowNanos) {
    lastNanos = nowNanos;
  }

  void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  /** As measured by the source's owner, or else as far as its answers tell. */
  private long roundTripNanos() {
    return roundTripNanos > 0 ? roundTripNanos : Math.max(0, idleAnswerNanos - chunkNanos);
  }

  /**
   * How many chunks to ask for ahead: twice what the line holds, so that a speed that grows is
   * found out.
   *
   * @param first before that is known
   * @param more beyond what the line holds
   */
  int chunksOnTheLine(int first, int more) {
    return samples < 2
        ? first
        : (int) Math.min(Integer.MAX_VALUE, 2 * roundTripNanos() / chunkNanos + more);
  }

  /** Until so many more chunks are here. */
  long nanosFor(int chunks) {
    return roundTripNanos() + chunks * (samples == 0 ? UNKNOWN_NANOS : chunkNanos);
  }

  /**
   * Until a chunk comes that was asked for.
   *
   * @param place among those that were, from 1
   */
  long nanosUntil(int place, Lease lease, long nowNanos) {
    long silent = nowNanos - Math.max(lastNanos, lease.sinceNanos());
    long expected = nanosFor(place);
    // One that is late is the later the longer it is late.
    return silent > 2 * expected ? silent : Math.max(0, expected - silent);
  }

  boolean isOverdue(Lease oldest, long nowNanos) {
    long silent = nowNanos - Math.max(lastNanos, oldest.sinceNanos());
    if (silent <= Math.max(STALL_NANOS, STALL_CHUNKS * chunkNanos)) {
      return false;
    }
    // It is slow at best: whatever it is asked for next may be taken over soon.
    chunkNanos = silent;
    samples = Math.max(samples, 1);
    return true;
  }
}
