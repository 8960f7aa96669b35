package dev.glide.relay.pairing;

import java.time.Duration;

/** What the owner of the connections must do next. */
public sealed interface Step {
  /**
   * Let bytes pass between these two from now on.
   *
   * @param waited how long the first of them has been alone
   */
  record Join(long one, long other, Duration waited) implements Step {}

  /** Close this connection; it is forgotten, and nothing more may be told of it. */
  record End(long connection, Ending ending) implements Step {}
}
