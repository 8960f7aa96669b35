package dev.glide.registry.codec;

import dev.glide.shared.token.Ed25519Provider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with public keys of 32 bytes and signatures of 64. */
public final class Ed25519 {
  public static final int KEY_BYTES = 32;
  public static final int SIGNATURE_BYTES = 64;

  /** What X.509 puts before the 32 bytes of a key (RFC 8410, section 4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /**
   * Reads a public key.
   *
   * @throws InvalidKeySpecException if the bytes are not a point
   */
  public static PublicKey publicKey(byte[] raw) throws InvalidKeySpecException {
    byte[] encoded = new byte[X509_PREFIX.length + raw.length];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
    return factory().generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Whether the signature is right; a key or signature that can't be one is not. */
  public static boolean verifies(byte[] rawKey, byte[] message, byte[] signature) {
    try {
      Signature check = Ed25519Provider.signature();
      check.initVerify(publicKey(rawKey));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  public static KeyFactory factory() {
    try {
      return KeyFactory.getInstance("Ed25519");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without Ed25519", e);
    }
  }
}
