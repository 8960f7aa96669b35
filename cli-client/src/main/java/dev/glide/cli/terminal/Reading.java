package dev.glide.cli.terminal;

import java.time.Duration;

/**
 * How a transfer stands at one moment.
 *
 * @param stage what is happening, empty before the first
 * @param total bytes in all, -1 while it is not known
 * @param done bytes that have arrived, those of earlier tries included
 * @param fresh of them, those of this try
 * @param rate bytes a second over the last seconds
 * @param elapsed since this try began
 * @param routes which ways the fresh ones have taken
 */
public record Reading(
    String stage, long total, long done, long fresh, double rate, Duration elapsed, Routes routes) {

  /** Bytes a second over the whole try: what an honest last line says. */
  public double averageRate() {
    return elapsed.isZero() ? 0 : fresh * 1e9 / elapsed.toNanos();
  }

  /** Whole percent that are done, never 100 before all is; -1 while the total is not known. */
  public int percent() {
    if (total < 0) {
      return -1;
    }
    return total == 0 ? 100 : (int) Math.min(100, done * 100.0 / total);
  }

  /** Seconds to go at the present rate, rounded up; -1 while nobody can know. */
  public long secondsLeft() {
    if (total < 0 || (rate < 1 && done < total)) {
      return -1;
    }
    return done >= total ? 0 : (long) Math.ceil((total - done) / rate);
  }
}
