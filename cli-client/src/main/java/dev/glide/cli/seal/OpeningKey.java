package dev.glide.cli.seal;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** A device's secret X25519 key (RFC 7748): opens what was sealed to the device. */
public final class OpeningKey {
  public static final int BYTES = 32;

  private final byte[] secret;

  private OpeningKey(byte[] secret) {
    this.secret = secret;
  }

  public static OpeningKey generate() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new OpeningKey(secret);
  }

  /**
   * The key of these bytes.
   *
   * @throws IllegalArgumentException if they are not {@link #BYTES}
   */
  public static OpeningKey of(byte[] bytes) {
    return new OpeningKey(Bytes.requireLength(bytes, BYTES, "an opening key").clone());
  }

  /** A copy, to be kept where only this user can read it. */
  public byte[] bytes() {
    return secret.clone();
  }

  /** The raw 32-byte public key. */
  public byte[] publicKey() {
    return parameters().generatePublicKey().getEncoded();
  }

  AsymmetricCipherKeyPair pair() {
    return new AsymmetricCipherKeyPair(parameters().generatePublicKey(), parameters());
  }

  private X25519PrivateKeyParameters parameters() {
    return new X25519PrivateKeyParameters(secret, 0);
  }

  @Override
  public String toString() {
    return "OpeningKey[secret]";
  }
}
