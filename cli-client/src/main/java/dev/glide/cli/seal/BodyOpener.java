package dev.glide.cli.seal;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Opens what {@link BodySealer} has sealed, whole or not at all. Reuses its buffers: one per
 * thread. After a {@link NotAuthentic} what stands in {@code out} is worthless.
 */
public final class BodyOpener implements AutoCloseable {
  private static final int MIN_SEALED_BYTES =
      ChunkLayout.SALT_BYTES + ChunkLayout.FLAG_BYTES + SegmentCipher.TAG_BYTES;

  private final SealingKeys keys;
  private final SegmentCipher segments = SegmentCipher.opening();
  private final Decompressor decompressor = new Decompressor();
  private final byte[] head = new byte[SegmentCipher.PLAIN_BYTES];
  private byte[] compressed = new byte[0];

  public BodyOpener(SealingKeys keys) {
    this.keys = keys;
  }

  /**
   * Opens {@code sealed[0, length)} into {@code out}.
   *
   * @return length of the content
   * @throws NotAuthentic if it is not this body of this transfer, or longer than {@code out}
   */
  public int open(Body body, byte[] sealed, int length, byte[] out) throws NotAuthentic {
    SecretKey key = openHead(body, sealed, length);
    int content = contentBytes(length);
    if (head[0] == BodySealer.PLAIN) {
      if (content > out.length) {
        throw new NotAuthentic();
      }
      openRest(key, sealed, length, out);
      return content;
    }
    openCompressed(key, sealed, length, content);
    return decompressor.decompress(compressed, content, out);
  }

  /**
   * Opens one chunk.
   *
   * @throws NotAuthentic also if the content is not as long as {@code layout} says
   */
  public int openChunk(ChunkLayout layout, int index, byte[] sealed, int length, byte[] out)
      throws NotAuthentic {
    int content = open(Body.chunk(layout, index), sealed, length, out);
    if (content != layout.plainBytes(index)) {
      throw new NotAuthentic();
    }
    return content;
  }

  /**
   * Opens a small body.
   *
   * @throws NotAuthentic also if the content is longer than {@code maxContentBytes}
   */
  public byte[] open(Body body, byte[] sealed, int maxContentBytes) throws NotAuthentic {
    SecretKey key = openHead(body, sealed, sealed.length);
    int content = contentBytes(sealed.length);
    if (head[0] == BodySealer.PLAIN) {
      if (content > maxContentBytes) {
        throw new NotAuthentic();
      }
      byte[] out = new byte[content];
      openRest(key, sealed, sealed.length, out);
      return out;
    }
    openCompressed(key, sealed, sealed.length, content);
    byte[] out = new byte[decompressor.contentBytes(compressed, content, maxContentBytes)];
    return Arrays.copyOf(out, decompressor.decompress(compressed, content, out));
  }

  /** Opens the first segment, whose flag says what the rest is. */
  private SecretKey openHead(Body body, byte[] sealed, int length) throws NotAuthentic {
    int tail = (length - ChunkLayout.SALT_BYTES) % SegmentCipher.SEALED_BYTES;
    if (length < MIN_SEALED_BYTES || (tail != 0 && tail <= SegmentCipher.TAG_BYTES)) {
      throw new NotAuthentic();
    }
    SecretKey key = keys.segmentKey(body, Arrays.copyOf(sealed, ChunkLayout.SALT_BYTES));
    int size = Math.min(length - ChunkLayout.SALT_BYTES, SegmentCipher.SEALED_BYTES);
    boolean last = size == length - ChunkLayout.SALT_BYTES;
    segments.run(key, 0, last, sealed, ChunkLayout.SALT_BYTES, size, head, 0);
    if (head[0] != BodySealer.PLAIN && head[0] != BodySealer.COMPRESSED) {
      throw new NotAuthentic();
    }
    return key;
  }

  private void openCompressed(SecretKey key, byte[] sealed, int length, int content)
      throws NotAuthentic {
    if (compressed.length < content) {
      compressed = new byte[content];
    }
    openRest(key, sealed, length, compressed);
  }

  private void openRest(SecretKey key, byte[] sealed, int length, byte[] out) throws NotAuthentic {
    int written = Math.min(contentBytes(length), SegmentCipher.PLAIN_BYTES - 1);
    System.arraycopy(head, 1, out, 0, written);
    int at = ChunkLayout.SALT_BYTES + SegmentCipher.SEALED_BYTES;
    for (int index = 1; at < length; index++) {
      int size = Math.min(length - at, SegmentCipher.SEALED_BYTES);
      written += segments.run(key, index, at + size == length, sealed, at, size, out, written);
      at += size;
    }
  }

  private static int contentBytes(int sealedBytes) {
    int body = sealedBytes - ChunkLayout.SALT_BYTES;
    int count = (body + SegmentCipher.SEALED_BYTES - 1) / SegmentCipher.SEALED_BYTES;
    return body - count * SegmentCipher.TAG_BYTES - ChunkLayout.FLAG_BYTES;
  }

  @Override
  public void close() {
    decompressor.close();
  }
}
