package dev.glide.chunks.fault;

/** What becomes of a connection. */
public sealed interface Fate {
  /** It lasts. */
  enum Sound implements Fate {
    SOUND
  }

  /** The first request is answered with 503. */
  enum Refused implements Fate {
    REFUSED
  }

  /**
   * It breaks after so many bytes.
   *
   * @param inRequest whether those are what the client sends, or what the server does
   */
  record Broken(boolean inRequest, long afterBytes, End end) implements Fate {}

  /** How a connection breaks. */
  enum End {
    RESET,
    CUT,
    STALL
  }
}
