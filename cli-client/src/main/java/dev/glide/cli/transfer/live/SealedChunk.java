package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A sealed chunk that several may be sending at the same time; whoever has taken it gives it back.
 * The object and its buffer are used again for other chunks.
 */
public final class SealedChunk {
  static final int NONE = -1;

  private final byte[] bytes;
  private int length;
  private int plainBytes;

  // The rest belongs to SealedChunks and is touched under its lock only.
  int index = NONE;
  int users;
  int taken;
  long used;
  boolean sealing;
  @Nullable Failure failure;

  SealedChunk(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** The sealed body stands in the first {@link #length} of them; nobody may change them. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** How many bytes of files are in it. */
  public int plainBytes() {
    return plainBytes;
  }

  void filled(int sealedLength, int plainLength) {
    length = sealedLength;
    plainBytes = plainLength;
  }
}
