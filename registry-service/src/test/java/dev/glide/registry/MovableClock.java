package dev.glide.registry;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, moved forward as far as tests want. */
@Singleton
public final class MovableClock extends Clock {
  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  /** The present of the registry and of everyone in its tests. */
  static Instant now() {
    return Clock.systemUTC().instant().plus(AHEAD.get());
  }

  static void advance(Duration by) {
    AHEAD.updateAndGet(before -> before.plus(by));
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), AHEAD.get());
  }
}
