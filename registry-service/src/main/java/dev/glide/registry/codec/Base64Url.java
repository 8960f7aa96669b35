package dev.glide.registry.codec;

import dev.glide.registry.problem.Refusal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url without padding, as everything binary travels in JSON. */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * Decodes exactly {@code length} bytes, written in the one canonical way: two texts of the same
   * key never differ.
   *
   * @param field what a refusal names
   */
  public static byte[] exactly(String field, @Nullable String text, int length) {
    byte[] bytes = decode(field, text);
    if (bytes.length != length || !encode(bytes).equals(text)) {
      throw Refusal.malformed("%s must be %d bytes of base64url".formatted(field, length));
    }
    return bytes;
  }

  /** Decodes from 1 to {@code limit} bytes. */
  public static byte[] upTo(String field, @Nullable String text, int limit) {
    if (text != null && text.length() > encodedLength(limit)) {
      throw Refusal.tooLarge("bytes of " + field, limit, text.length() * 3L / 4);
    }
    byte[] bytes = decode(field, text);
    if (bytes.length == 0) {
      throw Refusal.malformed(field + " must not be empty");
    }
    return bytes;
  }

  private static byte[] decode(String field, @Nullable String text) {
    if (text == null) {
      throw Refusal.malformed(field + " is missing");
    }
    if (text.endsWith("=")) {
      throw Refusal.malformed(field + " must be base64url without padding");
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(field + " is not base64url");
    }
  }

  private static long encodedLength(int bytes) {
    return (bytes * 4L + 2) / 3;
  }
}
