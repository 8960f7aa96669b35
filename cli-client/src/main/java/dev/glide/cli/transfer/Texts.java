package dev.glide.cli.transfer;

import java.util.Base64;

/** Bytes as JSON carries them: base64url without padding. */
final class Texts {
  private Texts() {}

  static String of(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is not base64url
   */
  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
