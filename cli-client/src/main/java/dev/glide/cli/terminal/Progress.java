package dev.glide.cli.terminal;

/** Hears how a transfer goes. Thread-safe: the workers of a transfer tell it directly. */
public interface Progress {

  /**
   * A new stage has begun, in a word or two: {@code "sealing"}, {@code "sending"}, {@code
   * "checking"}.
   */
  void stage(String name);

  /**
   * How many plaintext bytes there are in all.
   *
   * @param totalBytes -1 while it is not known
   * @param alreadyBytes of them, those that an earlier try has moved
   */
  void expect(long totalBytes, long alreadyBytes);

  /** So many more plaintext bytes have arrived at the other end. */
  void moved(long bytes);

  /** As {@link #moved(long)}, by this way. */
  default void moved(long bytes, Route route) {
    moved(bytes);
  }

  /** The way that bytes have taken. */
  enum Route {
    /** Into, or from, the chunk store. */
    PARKED,
    /** Straight to the other side, through a relay. */
    RELAY
  }

  /** Something a person should read now, without ending the transfer; one line. */
  void note(String line);

  /** Says nothing to anybody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void stage(String name) {}

        @Override
        public void expect(long totalBytes, long alreadyBytes) {}

        @Override
        public void moved(long bytes) {}

        @Override
        public void note(String line) {}
      };
}
