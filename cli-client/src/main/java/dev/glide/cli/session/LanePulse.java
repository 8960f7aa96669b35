package dev.glide.cli.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Knows from what was heard and said on a lane whether it is alive. Thread-safe; holds no clock.
 */
final class LanePulse {
  private final LongSupplier nanoTime;
  private final long quietNanos;
  private final long silenceNanos;
  private volatile long heardAt;
  private volatile long saidAt;

  /** When the present read or write began; only what is waited for can be late. */
  private volatile long listeningSince;

  private volatile long writingSince;
  private volatile boolean listening;
  private volatile boolean writing;

  private long pingedAt;
  private long pingNumber;
  private volatile Duration roundTrip = Duration.ZERO;

  LanePulse(LanePatience patience, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.quietNanos = patience.quiet().toNanos();
    this.silenceNanos = patience.silence().toNanos();
    long now = nanoTime.getAsLong();
    this.heardAt = now;
    this.saidAt = now;
    this.pingedAt = now;
  }

  /** What is to be done about a lane. */
  enum Verdict {
    FINE,
    PING,
    LOST
  }

  void heard() {
    heardAt = nanoTime.getAsLong();
  }

  void writes() {
    writingSince = nanoTime.getAsLong();
    writing = true;
  }

  void said() {
    writing = false;
    saidAt = nanoTime.getAsLong();
  }

  void listens() {
    listeningSince = nanoTime.getAsLong();
    listening = true;
  }

  void listensNoMore() {
    listening = false;
  }

  /**
   * Lost: nothing came while it was listened, or, with nobody listening, a write does not get on.
   * Ping: nothing was heard, so ask; or nothing was said, as while a long chunk comes in on a slow
   * line, so that the other side hears something.
   */
  synchronized Verdict verdict() {
    long now = nanoTime.getAsLong();
    if (listening) {
      if (now - heardAt >= silenceNanos && now - listeningSince >= silenceNanos) {
        return Verdict.LOST;
      }
    } else if (writing && now - writingSince >= silenceNanos) {
      return Verdict.LOST;
    }
    boolean quiet = now - heardAt >= quietNanos || now - saidAt >= quietNanos;
    if (quiet && now - pingedAt >= quietNanos) {
      pingedAt = now;
      return Verdict.PING;
    }
    return Verdict.FINE;
  }

  /** The next ping, to be written now. */
  synchronized LaneRecord.Ping ping() {
    pingedAt = nanoTime.getAsLong();
    return new LaneRecord.Ping(++pingNumber);
  }

  /** Measures by the answer to the latest ping; others say nothing. */
  synchronized void answered(LaneRecord.Pong pong) {
    if (pong.number() == pingNumber) {
      roundTrip = Duration.ofNanos(Math.max(1, nanoTime.getAsLong() - pingedAt));
    }
  }

  Duration roundTrip() {
    return roundTrip;
  }
}
