package dev.glide.cli.seal;

import dev.glide.shared.chunk.ChunkLayout;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over the segments of one body after the other: the STREAM construction of Hoang,
 * Reyhanitabar, Rogaway and Vizár (2015), in which the nonce counts segments and marks the last.
 * One thread at a time.
 */
final class SegmentCipher {
  static final int PLAIN_BYTES = ChunkLayout.SEGMENT_BYTES;
  static final int TAG_BYTES = ChunkLayout.TAG_BYTES;
  static final int SEALED_BYTES = PLAIN_BYTES + TAG_BYTES;

  private static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final int mode;

  private SegmentCipher(int mode) {
    this.mode = mode;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  static SegmentCipher sealing() {
    return new SegmentCipher(Cipher.ENCRYPT_MODE);
  }

  static SegmentCipher opening() {
    return new SegmentCipher(Cipher.DECRYPT_MODE);
  }

  /**
   * Seals or opens one segment.
   *
   * @return bytes written to {@code out}
   * @throws NotAuthentic only when opening
   */
  int run(
      SecretKey key, int index, boolean last, byte[] in, int from, int length, byte[] out, int to)
      throws NotAuthentic {
    try {
      cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce(index, last)));
      return cipher.doFinal(in, from, length, out, to);
    } catch (AEADBadTagException e) {
      throw new NotAuthentic(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  private static byte[] nonce(int index, boolean last) {
    byte[] nonce = new byte[NONCE_BYTES];
    nonce[7] = (byte) (index >>> 24);
    nonce[8] = (byte) (index >>> 16);
    nonce[9] = (byte) (index >>> 8);
    nonce[10] = (byte) index;
    nonce[11] = (byte) (last ? 1 : 0);
    return nonce;
  }
}
