package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** An older device's word that a newer one belongs to the same person. */
public final class DeviceEndorsement {
  private static final byte[] LABEL = "glide/v1/device".getBytes(US_ASCII);

  private DeviceEndorsement() {}

  public static byte[] sign(SigningKey older, String handle, byte[] newSignKey, byte[] newSealKey) {
    return older.sign(message(handle, newSignKey, newSealKey));
  }

  /**
   * Checks an endorsement.
   *
   * @param olderSignKey the endorsing device's raw public key, as pinned
   * @throws NotAuthentic if that device has not signed this
   */
  public static void verify(
      byte[] olderSignKey, byte[] signature, String handle, byte[] newSignKey, byte[] newSealKey)
      throws NotAuthentic {
    SignatureCheck.verify(olderSignKey, message(handle, newSignKey, newSealKey), signature);
  }

  private static byte[] message(String handle, byte[] signKey, byte[] sealKey) {
    byte[] name = handle.getBytes(US_ASCII);
    if (name.length > 255) {
      throw new IllegalArgumentException("a handle of " + name.length + " bytes");
    }
    return Bytes.join(
        LABEL,
        new byte[] {(byte) name.length},
        name,
        Bytes.requireLength(signKey, SigningKey.BYTES, "a sign key"),
        Bytes.requireLength(sealKey, OpeningKey.BYTES, "a seal key"));
  }
}
