package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import java.nio.ByteBuffer;

/** Takes opened chunks. Safe for all threads. */
public interface ChunkSink {
  /**
   * Takes {@code content[0, length)} as chunk {@code index}; one that is here already is left
   * alone.
   *
   * @return an array to go on with: {@code content}, or one as large if the sink keeps that
   * @throws Failure if it can't be kept
   */
  byte[] write(int index, byte[] content, int length) throws Failure;

  /**
   * Takes a piece of a chunk of a stream that is still growing. The pieces of one chunk come in
   * their order, without gaps, and by one thread after the other.
   *
   * @param offset of the piece in the chunk
   * @param content from an array, which the sink does not keep
   * @param ends whether the chunk is whole with it
   * @throws Failure if it can't be kept
   */
  void writePart(int index, int offset, ByteBuffer content, boolean ends) throws Failure;
}
