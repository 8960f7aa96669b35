package dev.glide.relay.pump;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A limit of bytes a second that several connections share: a token bucket of one second, kept as
 * the time at which it will be full again. Thread-safe.
 */
public final class Throttle {
  /** Never holds anybody up. */
  public static final Throttle NONE = new Throttle(0, () -> 0);

  private static final long SECOND = 1_000_000_000;

  private final long bytesPerSecond;
  private final LongSupplier nanos;
  private final AtomicLong paidUntil;

  /**
   * Makes a full bucket.
   *
   * @param bytesPerSecond 0 for no limit
   * @param nanos a clock like {@link System#nanoTime}
   */
  public Throttle(long bytesPerSecond, LongSupplier nanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanos = nanos;
    this.paidUntil = new AtomicLong(nanos.getAsLong() - SECOND);
  }

  /** Pays for bytes that have been read; gives for how long nothing more may be read. */
  long take(int bytes) {
    if (bytesPerSecond == 0) {
      return 0;
    }
    long now = nanos.getAsLong();
    long cost = (long) ((double) bytes * SECOND / bytesPerSecond);
    long until =
        paidUntil.updateAndGet(
            before -> (before - (now - SECOND) > 0 ? before : now - SECOND) + cost);
    return Math.max(0, until - now);
  }
}
