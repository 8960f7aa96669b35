package dev.glide.cli.remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Notices that the machine has slept: the wall clock has gone on while the other stood still. A
 * clock that was set looks the same, which does no harm. One thread.
 */
final class WakeWatch {
  private static final Duration JUMP = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private long offsetMillis;

  WakeWatch(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.offsetMillis = offset();
  }

  private long offset() {
    return clock.millis() - nanoTime.getAsLong() / 1_000_000;
  }

  /** Whether there was a jump since the last question. */
  boolean jumped() {
    long before = offsetMillis;
    offsetMillis = offset();
    return Math.abs(offsetMillis - before) > JUMP.toMillis();
  }
}
