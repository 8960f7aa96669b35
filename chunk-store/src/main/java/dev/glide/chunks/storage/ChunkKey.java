package dev.glide.chunks.storage;

/** Names one chunk. */
public record ChunkKey(TransferKey transfer, int index) {
  public ChunkKey {
    if (index < 0) {
      throw new IllegalArgumentException("chunk index " + index);
    }
  }
}
