package dev.glide.chunks.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a chunk on their way into a storage, piece by piece. */
@FunctionalInterface
public interface ChunkBody {
  /**
   * Waits for the next piece.
   *
   * @return bytes that are the caller's until the next call; no bytes at all: the body has ended
   * @throws IOException if the sender is gone or has fallen silent
   */
  ByteBuffer next() throws IOException;
}
