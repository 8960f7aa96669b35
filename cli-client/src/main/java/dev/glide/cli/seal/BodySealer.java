package dev.glide.cli.seal;

import dev.glide.shared.chunk.ChunkLayout;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Seals bodies of one transfer as section 6 of the protocol document lays them out. Reuses its
 * buffers: one per thread. Every seal draws a fresh salt, so that sealing the same body again is
 * safe.
 */
public final class BodySealer implements AutoCloseable {
  static final byte PLAIN = 0;
  static final byte COMPRESSED = 1;

  private final SealingKeys keys;
  private final SecureRandom random;
  private final SegmentCipher segments = SegmentCipher.sealing();
  private final Compressor compressor = new Compressor();
  private final byte[] head = new byte[SegmentCipher.PLAIN_BYTES];

  public BodySealer(SealingKeys keys) {
    this(keys, new SecureRandom());
  }

  /** With salts from {@code random}: only test vectors know it beforehand. */
  BodySealer(SealingKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * Seals {@code content[0, length)} into {@code out}, compressed where that pays.
   *
   * @param out of at least {@link ChunkLayout#sealedBytes} of {@code length}
   * @return length of the sealed body
   */
  public int seal(Body body, byte[] content, int length, byte[] out) {
    int compressed = compressor.compress(content, length);
    return compressed >= 0
        ? seal(body, COMPRESSED, compressor.buffer(), compressed, out)
        : seal(body, PLAIN, content, length, out);
  }

  /** Seals what stands behind a flag that says how to read it. */
  int seal(Body body, byte flag, byte[] content, int length, byte[] out) {
    byte[] salt = new byte[ChunkLayout.SALT_BYTES];
    random.nextBytes(salt);
    System.arraycopy(salt, 0, out, 0, salt.length);
    return segments(keys.segmentKey(body, salt), flag, content, length, out);
  }

  /** Seals a small body. */
  public byte[] seal(Body body, byte[] content) {
    byte[] out = new byte[ChunkLayout.sealedBytes(content.length)];
    return Arrays.copyOf(out, seal(body, content, content.length, out));
  }

  private int segments(SecretKey key, byte flag, byte[] content, int length, byte[] out) {
    int total = ChunkLayout.FLAG_BYTES + length;
    int first = Math.min(total, SegmentCipher.PLAIN_BYTES);
    head[0] = flag;
    System.arraycopy(content, 0, head, 1, first - 1);
    try {
      int at = ChunkLayout.SALT_BYTES;
      at += segments.run(key, 0, first == total, head, 0, first, out, at);
      int index = 1;
      for (int done = first; done < total; index++) {
        int size = Math.min(total - done, SegmentCipher.PLAIN_BYTES);
        boolean last = done + size == total;
        at += segments.run(key, index, last, content, done - 1, size, out, at);
        done += size;
      }
      return at;
    } catch (NotAuthentic e) {
      throw new IllegalStateException("sealing never checks a tag", e);
    }
  }

  @Override
  public void close() {
    compressor.close();
  }
}
