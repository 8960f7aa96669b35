package dev.glide.cli.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gets AES-GCM compiled in the background while a command still talks to the server. Without it a
 * fresh process seals at a tenth of its speed for the first 50 MB.
 */
public final class CipherWarmUp {
  private static final int ROUNDS = 500;
  private static final int ROUND_BYTES = 16 * 1024;
  private static final int TAG_BITS = 128;
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private CipherWarmUp() {}

  /** Starts at once on a daemon thread of its own, once in a process; nobody waits for it. */
  public static void start() {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    Thread.ofPlatform().daemon().name("cipher-warm-up").start(CipherWarmUp::run);
  }

  /** Under a throwaway key, between direct buffers: that is what gets compiled soonest. */
  static void run() {
    byte[] key = new byte[Hkdf.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec throwaway = new SecretKeySpec(key, "AES");
      ByteBuffer plain = ByteBuffer.allocateDirect(ROUND_BYTES + TAG_BITS / 8);
      ByteBuffer sealed = ByteBuffer.allocateDirect(ROUND_BYTES + TAG_BITS / 8);
      for (int round = 0; round < ROUNDS / 2; round++) {
        GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, nonce(round));
        cipher.init(Cipher.ENCRYPT_MODE, throwaway, nonce);
        cipher.doFinal(plain.clear().limit(ROUND_BYTES), sealed.clear());
        cipher.init(Cipher.DECRYPT_MODE, throwaway, nonce);
        cipher.doFinal(sealed.flip(), plain.clear());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  private static byte[] nonce(int round) {
    return ByteBuffer.allocate(12).putInt(8, round).array();
  }
}
