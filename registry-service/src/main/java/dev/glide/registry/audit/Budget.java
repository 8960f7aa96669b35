package dev.glide.registry.audit;

import java.time.Clock;
import java.time.Duration;

/** Lets through so many a second, and what was not used for a while at once. */
final class Budget {
  private final int perSecond;
  private final double most;
  private final Clock clock;
  private double left;
  private long filledAtMillis;

  Budget(int perSecond, Duration saved, Clock clock) {
    if (perSecond < 0) {
      throw new IllegalArgumentException("glide.audit.refusals must not be negative");
    }
    this.perSecond = perSecond;
    this.most = perSecond * (double) saved.toSeconds();
    this.clock = clock;
    this.left = most;
    this.filledAtMillis = clock.millis();
  }

  synchronized boolean take() {
    long now = clock.millis();
    left = Math.min(most, left + Math.max(0, now - filledAtMillis) * perSecond / 1000.0);
    filledAtMillis = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
