package dev.glide.cli.remote;

import java.time.Duration;

/**
 * How long one request is tried again.
 *
 * @param away while the server can't be reached or the connection breaks
 * @param busy while the server answers that it can't do it now
 * @param outage hears when an outage lasts; thread-safe
 */
public record Patience(Duration away, Duration busy, Outage outage) {

  /** Hears that the server is still away after several tries; may be told by several threads. */
  public interface Outage {
    void lasts(Duration patience);
  }

  /** For a person who waits: says at once that the server is away. */
  public static final Patience SHORT = new Patience(Duration.ZERO, Duration.ofSeconds(10));

  /** For a transfer: outlasts a restart of the server. */
  public static final Patience LONG = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));

  /** One that tells nobody. */
  public Patience(Duration away, Duration busy) {
    this(away, busy, patience -> {});
  }

  /** The same, telling {@code other} when an outage lasts. */
  public Patience telling(Outage other) {
    return new Patience(away, busy, other);
  }
}
