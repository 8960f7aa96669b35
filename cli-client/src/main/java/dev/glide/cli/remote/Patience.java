package dev.glide.cli.remote;

import java.time.Duration;

/**
 * How long one request is tried again.
 *
 * @param away while the server can't be reached or the connection breaks
 * @param busy while the server answers that it can't do it now
 * @param outage hears when trying again is in vain for a while; thread-safe
 */
public record Patience(Duration away, Duration busy, Outage outage) {

  /** Hears that several tries have been in vain; may be told by several threads. */
  public interface Outage {
    /**
     * It goes on.
     *
     * @param answers whether there is a server, which can't do it now
     * @param patience how long it may last in all
     */
    void lasts(boolean answers, Duration patience);
  }

  /** Nobody makes room in a moment. */
  private static final Duration LONGEST_WHEN_FULL = Duration.ofSeconds(30);

  /** For a person who waits: says at once that the server is away. */
  public static final Patience SHORT = new Patience(Duration.ZERO, Duration.ofSeconds(10));

  /**
   * For a transfer: outlasts a restart of the server, and an outage of what the server stands on
   * that somebody has to see to.
   */
  public static final Patience LONG = new Patience(Duration.ofMinutes(5), Duration.ofMinutes(5));

  /** One that tells nobody. */
  public Patience(Duration away, Duration busy) {
    this(away, busy, (answers, patience) -> {});
  }

  /** While the server answers that it has no room. */
  Duration full() {
    return busy.compareTo(LONGEST_WHEN_FULL) < 0 ? busy : LONGEST_WHEN_FULL;
  }

  /** The same, telling {@code other} when an outage lasts. */
  public Patience telling(Outage other) {
    return new Patience(away, busy, other);
  }
}
