package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * A transfer's key, sealed to one device by HPKE (RFC 9180, base mode, X25519, HKDF-SHA256,
 * AES-256-GCM) and bound to both.
 */
public final class SealedKeys {
  public static final int BYTES = 32 + TransferKey.BYTES + 16;

  private static final int ENCAPSULATION_BYTES = 32;
  private static final byte[] INFO = "glide/v1/key".getBytes(US_ASCII);

  private SealedKeys() {}

  /**
   * Seals a key to a device.
   *
   * @param sealKey the device's raw public X25519 key
   * @return {@link #BYTES} bytes
   * @throws IllegalArgumentException if {@code sealKey} is not a key one can seal to
   */
  public static byte[] seal(TransferKey key, UUID transfer, UUID device, byte[] sealKey) {
    return seal(key, transfer, device, sealKey, hpke().generatePrivateKey());
  }

  /** With an ephemeral key that only test vectors know beforehand. */
  static byte[] seal(
      TransferKey key,
      UUID transfer,
      UUID device,
      byte[] sealKey,
      AsymmetricCipherKeyPair ephemeral) {
    Bytes.requireLength(sealKey, OpeningKey.BYTES, "a seal key");
    try {
      HPKEContextWithEncapsulation context =
          hpke().setupBaseS(new X25519PublicKeyParameters(sealKey, 0), INFO, ephemeral);
      byte[] sealed = context.seal(aad(transfer, device), key.bytes());
      return Bytes.join(context.getEncapsulation(), sealed);
    } catch (IllegalStateException | InvalidCipherTextException e) {
      throw new IllegalArgumentException("not a key one can seal to", e);
    }
  }

  /**
   * Opens what {@link #seal} made for this device.
   *
   * @throws NotAuthentic if it was not made for this transfer and this device
   */
  public static TransferKey open(byte[] sealed, UUID transfer, UUID device, OpeningKey key)
      throws NotAuthentic {
    if (sealed.length != BYTES) {
      throw new NotAuthentic();
    }
    byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(sealed, ENCAPSULATION_BYTES, sealed.length);
    try {
      return TransferKey.of(
          hpke()
              .setupBaseR(encapsulation, key.pair(), INFO)
              .open(aad(transfer, device), ciphertext));
    } catch (IllegalStateException | IllegalArgumentException | InvalidCipherTextException e) {
      throw new NotAuthentic(e);
    }
  }

  private static byte[] aad(UUID transfer, UUID device) {
    return Bytes.join(Bytes.of(transfer), Bytes.of(device));
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
