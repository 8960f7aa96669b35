package dev.glide.chunks.chunk;

import dev.glide.chunks.storage.Crc32c;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.Random;
import java.util.zip.CRC32C;

/** Chunks for tests. */
public final class Chunks {
  private Chunks() {}

  public static byte[] random(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  public static Crc32c crc32c(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return Crc32c.of(sum);
  }

  /** A layout of so many chunks of the default size. */
  public static ChunkLayout layout(int chunks) {
    return new ChunkLayout(
        ChunkLayout.DEFAULT_CHUNK_BYTES, (long) chunks * ChunkLayout.DEFAULT_CHUNK_BYTES);
  }
}
