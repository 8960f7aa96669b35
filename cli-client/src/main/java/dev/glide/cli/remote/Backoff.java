package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * When to try again: after a delay that doubles with each try and is spread at random, or after
 * what the server asks for; never longer than the patience. One per call; one thread.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  /** A connection that breaks once or twice is nothing that a person needs to know. */
  private static final int TRIES_OF_AN_OUTAGE = 3;

  private final Duration patience;
  private final Runnable outage;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private int tries;

  Backoff(Duration patience, Runnable outage, LongSupplier nanoTime) {
    this.patience = patience;
    this.outage = outage;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** For a server that can't be reached. */
  static Backoff away(Patience patience) {
    Duration limit = patience.away();
    return new Backoff(limit, () -> patience.outage().lasts(false, limit), System::nanoTime);
  }

  /** For a server that answers that it can't do it now. */
  static Backoff busy(Patience patience) {
    return answering(patience, patience.busy());
  }

  /** For a server that answers that it has no room. */
  static Backoff full(Patience patience) {
    return answering(patience, patience.full());
  }

  private static Backoff answering(Patience patience, Duration limit) {
    return new Backoff(limit, () -> patience.outage().lasts(true, limit), System::nanoTime);
  }

  /**
   * How many milliseconds to wait before the next try; empty if the patience is at its end, or
   * would be before the server wants to be asked again.
   */
  Optional<Long> next(Optional<Duration> retryAfter) {
    long leftMillis = patience.toMillis() - (nanoTime.getAsLong() - startNanos) / 1_000_000;
    if (leftMillis <= 0) {
      return Optional.empty();
    }
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries++, 16));
    long delay = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    long asked = retryAfter.map(Duration::toMillis).orElse(0L);
    if (asked > leftMillis) {
      return Optional.empty();
    }
    return Optional.of(Math.min(leftMillis, Math.max(delay, asked)));
  }

  /**
   * Waits before the next try.
   *
   * @return false if there is to be none
   * @throws Failure (interrupted) if the thread is interrupted
   */
  boolean await(Optional<Duration> retryAfter) throws Failure {
    Optional<Long> delay = next(retryAfter);
    if (delay.isEmpty()) {
      return false;
    }
    if (tries == TRIES_OF_AN_OUTAGE) {
      outage.run();
    }
    try {
      Thread.sleep(delay.get());
      return true;
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }
}
