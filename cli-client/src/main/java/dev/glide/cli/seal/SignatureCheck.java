package dev.glide.cli.seal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Checks Ed25519 signatures (RFC 8032) under raw public keys. */
final class SignatureCheck {
  private SignatureCheck() {}

  static void verify(byte[] publicKey, byte[] message, byte[] signature) throws NotAuthentic {
    if (publicKey.length != SigningKey.BYTES) {
      throw new NotAuthentic();
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key(publicKey));
      check.update(message);
      if (!check.verify(signature)) {
        throw new NotAuthentic();
      }
    } catch (GeneralSecurityException e) {
      throw new NotAuthentic(e);
    }
  }

  /** Raw keys are y, little-endian, with the sign of x in the highest bit. */
  private static PublicKey key(byte[] raw) throws GeneralSecurityException {
    byte[] bigEndian = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      bigEndian[i] = raw[raw.length - 1 - i];
    }
    boolean xOdd = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
