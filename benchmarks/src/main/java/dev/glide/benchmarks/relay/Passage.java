package dev.glide.benchmarks.relay;

/** Something that passes bytes on. */
interface Passage extends AutoCloseable {
  /** One more way through it, open at both ends. */
  Flow open();

  /** The process that does it. */
  ProcessHandle process();

  @Override
  void close();
}
