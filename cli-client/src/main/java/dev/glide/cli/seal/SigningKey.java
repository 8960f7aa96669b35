package dev.glide.cli.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** A device's secret Ed25519 key (RFC 8032): to sign in, and to sign what it sends. */
public final class SigningKey {
  public static final int BYTES = 32;

  private final byte[] seed;

  private SigningKey(byte[] seed) {
    this.seed = seed;
  }

  public static SigningKey generate() {
    byte[] seed = new byte[BYTES];
    new SecureRandom().nextBytes(seed);
    return new SigningKey(seed);
  }

  /**
   * The key of this seed.
   *
   * @throws IllegalArgumentException if it is not {@link #BYTES} long
   */
  public static SigningKey of(byte[] seed) {
    return new SigningKey(Bytes.requireLength(seed, BYTES, "a signing key").clone());
  }

  /** A copy of the seed, to be kept where only this user can read it. */
  public byte[] bytes() {
    return seed.clone();
  }

  /** The raw 32-byte public key. Takes a while in a fresh process: keep it. */
  public byte[] publicKey() {
    // The JDK, which signs in half of Bouncy Castle's cold time, derives no public keys.
    return new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
  }

  /** The 64-byte signature. */
  public byte[] sign(byte[] message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't sign with Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
