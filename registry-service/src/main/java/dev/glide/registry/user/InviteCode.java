package dev.glide.registry.user;

import dev.glide.registry.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/** Codes that people can read out: 80 random bits as four groups without look-alike letters. */
final class InviteCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private InviteCode() {}

  static String random() {
    StringBuilder code = new StringBuilder(GROUPS * (GROUP_LENGTH + 1));
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** What is stored of a code; case, dashes and spaces don't matter. */
  static String hash(String code) {
    String plain = code.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT);
    return Sha256.of(plain.getBytes(StandardCharsets.UTF_8));
  }
}
