package dev.glide.cli.seal;

import java.security.MessageDigest;
import java.security.SecureRandom;

/** The secret of one transfer, from which all its other keys come. */
public final class TransferKey {
  public static final int BYTES = 32;

  private final byte[] secret;

  private TransferKey(byte[] secret) {
    this.secret = secret;
  }

  public static TransferKey random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new TransferKey(secret);
  }

  /**
   * The key of these bytes.
   *
   * @throws IllegalArgumentException if they are not {@link #BYTES}
   */
  public static TransferKey of(byte[] bytes) {
    return new TransferKey(Bytes.requireLength(bytes, BYTES, "a transfer key").clone());
  }

  /** A copy, to be kept where only this user can read it. */
  public byte[] bytes() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransferKey key && MessageDigest.isEqual(secret, key.secret);
  }

  /** The same for all keys: a hash of a secret tells about the secret. */
  @Override
  public int hashCode() {
    return TransferKey.class.hashCode();
  }

  @Override
  public String toString() {
    return "TransferKey[secret]";
  }
}
