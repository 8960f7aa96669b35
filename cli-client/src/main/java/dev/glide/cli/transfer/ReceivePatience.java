package dev.glide.cli.transfer;

import dev.glide.cli.remote.Patience;
import java.time.Duration;

/**
 * How long a receive waits for what.
 *
 * @param server that is away, and for a sender that parks and has stopped
 * @param sender of a live transfer, or one who is connected and sends nothing
 */
record ReceivePatience(Patience server, Duration sender) {
  /** As long as a sender waits for somebody to take a live transfer. */
  static final ReceivePatience USUAL = new ReceivePatience(Patience.LONG, Duration.ofMinutes(10));
}
