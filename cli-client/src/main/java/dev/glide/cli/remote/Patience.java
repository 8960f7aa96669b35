package dev.glide.cli.remote;

import java.time.Duration;

/**
 * How long one request is tried again.
 *
 * @param away while the server can't be reached or the connection breaks
 * @param busy while the server answers that it can't do it now
 */
public record Patience(Duration away, Duration busy) {
  /** For a person who waits: says at once that the server is away. */
  public static final Patience SHORT = new Patience(Duration.ZERO, Duration.ofSeconds(10));

  /** For a transfer: outlasts a restart of the server. */
  public static final Patience LONG = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));
}
