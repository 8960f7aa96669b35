package dev.glide.relay.pairing;

/** How a connection went by itself. */
public enum Departure {
  /** All bytes of both directions have been passed on, and both sides have closed. */
  FINISHED,
  /** It broke, or was closed while it waited. */
  BROKEN,
  /** The relay could not go on with it. */
  FAILED
}
