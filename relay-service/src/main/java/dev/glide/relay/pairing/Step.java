package dev.glide.relay.pairing;

/** What the owner of the connections must do next. */
public sealed interface Step {
  /** Let bytes pass between these two from now on. */
  record Join(long one, long other) implements Step {}

  /** Close this connection; it is forgotten, and nothing more may be told of it. */
  record End(long connection, Ending ending) implements Step {}
}
