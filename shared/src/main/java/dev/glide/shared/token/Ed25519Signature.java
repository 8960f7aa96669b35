package dev.glide.shared.token;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Ed25519 (RFC 8032) by Bouncy Castle for keys of the JDK; made by the JDK for {@link
 * Ed25519Provider}. One thread.
 */
public final class Ed25519Signature extends SignatureSpi {
  private final Ed25519Signer signer = new Ed25519Signer();

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    if (!(key instanceof EdECPublicKey point) || !isEd25519(point.getParams())) {
      throw new InvalidKeyException("not a public key of Ed25519");
    }
    // X.509 ends with the point as Ed25519 itself writes it (RFC 8410, section 4).
    byte[] encoded = key.getEncoded();
    int start = encoded.length - Ed25519PublicKeyParameters.KEY_SIZE;
    try {
      signer.init(false, new Ed25519PublicKeyParameters(encoded, start));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("not a point of Ed25519", e);
    }
  }

  @Override
  protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
    if (!(key instanceof EdECPrivateKey secret) || !isEd25519(secret.getParams())) {
      throw new InvalidKeyException("not a private key of Ed25519");
    }
    byte[] seed =
        secret
            .getBytes()
            .orElseThrow(() -> new InvalidKeyException("a private key that does not show itself"));
    signer.init(true, new Ed25519PrivateKeyParameters(seed));
  }

  @Override
  protected void engineUpdate(byte one) {
    signer.update(one);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    signer.update(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() {
    return signer.generateSignature();
  }

  @Override
  protected boolean engineVerify(byte[] signature) {
    return signer.verifySignature(signature);
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("Ed25519 has no parameters");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("Ed25519 has no parameters");
  }

  private static boolean isEd25519(NamedParameterSpec parameters) {
    return parameters.getName().equals(NamedParameterSpec.ED25519.getName());
  }
}
