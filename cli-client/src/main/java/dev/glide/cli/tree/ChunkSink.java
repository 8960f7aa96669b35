package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;

/** Takes opened chunks. */
public interface ChunkSink {
  /**
   * Takes {@code content[0, length)} as chunk {@code index}. Safe for all threads.
   *
   * @throws Failure if it can't be kept
   */
  void write(int index, byte[] content, int length) throws Failure;
}
