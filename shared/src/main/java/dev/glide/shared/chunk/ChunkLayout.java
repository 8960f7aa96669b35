package dev.glide.shared.chunk;

/**
 * How the bytes of a transfer are cut into chunks, and how large each may be once sealed.
 *
 * <p>Chunk {@code i} holds the plaintext bytes {@code [i * chunkBytes, min((i + 1) * chunkBytes,
 * totalBytes))}. A transfer of no bytes has no chunks. Sealing adds {@link #SALT_BYTES} and one
 * {@link #FLAG_BYTES flag byte}, then {@link #TAG_BYTES} for each segment of up to {@link
 * #SEGMENT_BYTES}; compression only ever makes it shorter.
 *
 * @param chunkBytes plaintext bytes of every chunk but the last, from {@link #MIN_CHUNK_BYTES} to
 *     {@link #MAX_CHUNK_BYTES}
 * @param totalBytes plaintext bytes of the whole transfer; for a stream that is still open, the
 *     bytes reserved so far
 */
public record ChunkLayout(int chunkBytes, long totalBytes) {
  public static final int SALT_BYTES = 16;
  public static final int FLAG_BYTES = 1;
  public static final int TAG_BYTES = 16;
  public static final int SEGMENT_BYTES = 64 * 1024;
  public static final int MIN_CHUNK_BYTES = 64 * 1024;
  public static final int MAX_CHUNK_BYTES = 8 * 1024 * 1024;
  public static final int DEFAULT_CHUNK_BYTES = 4 * 1024 * 1024;

  /** Most chunks a transfer may have: 64 TiB in chunks of the default size. */
  public static final int MAX_CHUNKS = 1 << 24;

  public ChunkLayout {
    if (chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "chunkBytes must be from %d to %d, not %d"
              .formatted(MIN_CHUNK_BYTES, MAX_CHUNK_BYTES, chunkBytes));
    }
    if (totalBytes < 0 || totalBytes > (long) MAX_CHUNKS * chunkBytes) {
      throw new IllegalArgumentException(
          "totalBytes must be from 0 to %d, not %d"
              .formatted((long) MAX_CHUNKS * chunkBytes, totalBytes));
    }
  }

  public int chunkCount() {
    return (int) ((totalBytes + chunkBytes - 1) / chunkBytes);
  }

  /** Where chunk {@code index} starts among the plaintext bytes of the transfer. */
  public long offset(int index) {
    return (long) requireIndex(index) * chunkBytes;
  }

  /** Plaintext bytes of chunk {@code index}. */
  public int plainBytes(int index) {
    return (int) Math.min(chunkBytes, totalBytes - offset(index));
  }

  /** Plaintext bytes of the largest chunk that there is. */
  public int largestPlainBytes() {
    return (int) Math.min(chunkBytes, totalBytes);
  }

  public boolean isLast(int index) {
    return requireIndex(index) == chunkCount() - 1;
  }

  /** The largest size that chunk {@code index} can have once sealed. */
  public int maxSealedBytes(int index) {
    return sealedBytes(plainBytes(index));
  }

  /** The largest size that all chunks together can have once sealed: what a quota must reserve. */
  public long maxSealedTotal() {
    int count = chunkCount();
    return count == 0
        ? 0
        : (count - 1) * (long) sealedBytes(chunkBytes) + maxSealedBytes(count - 1);
  }

  /** Size of a sealed body that holds {@code contentBytes} after its flag byte. */
  public static int sealedBytes(int contentBytes) {
    int plain = FLAG_BYTES + contentBytes;
    int segments = (plain + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
    return SALT_BYTES + plain + segments * TAG_BYTES;
  }

  private int requireIndex(int index) {
    if (index < 0 || index >= chunkCount()) {
      throw new IndexOutOfBoundsException(
          "chunk %d of a transfer of %d".formatted(index, chunkCount()));
    }
    return index;
  }
}
