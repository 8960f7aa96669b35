package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals or opens the frames of one direction of one lane (protocol, section 10), each under the
 * next number, so that a frame that is missing, repeated or out of order does not open. One thread
 * at a time.
 */
public final class LaneCipher {
  public static final int TAG_BYTES = SegmentCipher.TAG_BYTES;

  /** The length that stands before a sealed record, and is authentic with it. */
  public static final int LENGTH_BYTES = 2;

  private static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final int mode;
  private final SecretKey key;
  private final ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES);
  private long number;

  private LaneCipher(int mode, SecretKey key) {
    this.mode = mode;
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  /** Where frames go to. */
  public enum Direction {
    TO_SENDER("to-sender"),
    TO_RECEIVER("to-receiver");

    private final String label;

    Direction(String label) {
      this.label = label;
    }
  }

  /** What the keys of one lane come from: the transfer's keys, the session, and both hellos. */
  public static final class Basis {
    private final SealingKeys keys;
    private final UUID session;
    private final byte[] hellos;

    /** The hellos as they were sent and as they came, byte for byte. */
    public Basis(SealingKeys keys, UUID session, byte[] receiverHello, byte[] senderHello) {
      this.keys = keys;
      this.session = session;
      this.hellos = Bytes.join(receiverHello, senderHello);
    }

    /** The key of one direction, 32 bytes. */
    public byte[] key(Direction direction) {
      byte[] info =
          Bytes.join(("glide/v1/lane/" + direction.label).getBytes(US_ASCII), Bytes.of(session));
      return Hkdf.derive(keys.sessionKey(), hellos, info);
    }
  }

  public static LaneCipher sealing(Basis basis, Direction direction) {
    return new LaneCipher(Cipher.ENCRYPT_MODE, new SecretKeySpec(basis.key(direction), "AES"));
  }

  public static LaneCipher opening(Basis basis, Direction direction) {
    return new LaneCipher(Cipher.DECRYPT_MODE, new SecretKeySpec(basis.key(direction), "AES"));
  }

  /**
   * Writes the next frame: the length, then {@code record[0, length)} sealed.
   *
   * @return bytes written to {@code out}
   */
  public int seal(byte[] record, int length, byte[] out, int at) {
    int sealed = length + TAG_BYTES;
    out[at] = (byte) (sealed >>> 8);
    out[at + 1] = (byte) sealed;
    try {
      begin(out, at);
      return LENGTH_BYTES + cipher.doFinal(record, 0, length, out, at + LENGTH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * Opens the frame that stands in {@code in} from {@code at} on, its length first.
   *
   * @param sealed the length, as it stands there
   * @return bytes written to {@code record}
   * @throws NotAuthentic if it is not the next frame that the other side has sealed
   */
  public int open(byte[] in, int at, int sealed, byte[] record) throws NotAuthentic {
    try {
      begin(in, at);
      return cipher.doFinal(in, at + LENGTH_BYTES, sealed, record, 0);
    } catch (AEADBadTagException e) {
      throw new NotAuthentic(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  private void begin(byte[] frame, int at) throws GeneralSecurityException {
    nonce.putLong(NONCE_BYTES - Long.BYTES, number++);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce.array()));
    cipher.updateAAD(frame, at, LENGTH_BYTES);
  }

  @Override
  public String toString() {
    return "LaneCipher[secret]";
  }
}
