package dev.glide.cli.seal;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF with SHA-256 (RFC 5869). */
final class Hkdf {
  static final int KEY_BYTES = 32;

  private Hkdf() {}

  /** Derives {@link #KEY_BYTES} bytes. */
  static byte[] derive(byte[] inputKey, byte[] salt, byte[] info) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(inputKey)
                  .addSalt(salt)
                  .thenExpand(info, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    }
  }
}
