package dev.glide.benchmarks.load;

import java.util.Arrays;

/** How long a number of requests took, each from when it was due. */
public final class Answered {
  private static final double NANOS_OF_A_MILLI = 1e6;

  private final double seconds;
  private final long[] nanos;

  /**
   * Keeps the times.
   *
   * @param seconds from the first to the last
   * @param nanos of each, in any order; not to be used by the caller any more
   */
  Answered(double seconds, long[] nanos) {
    this.seconds = seconds;
    this.nanos = nanos;
    Arrays.sort(nanos);
  }

  public int count() {
    return nanos.length;
  }

  public double perSecond() {
    return nanos.length / seconds;
  }

  /** So much of them, between 0 and 1, took at most this many milliseconds. */
  public double millis(double quantile) {
    int at = (int) Math.ceil(quantile * nanos.length) - 1;
    return nanos[Math.clamp(at, 0, nanos.length - 1)] / NANOS_OF_A_MILLI;
  }
}
