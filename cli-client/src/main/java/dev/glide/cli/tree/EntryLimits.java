package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** What every entry of a manifest must hold to, whoever made it. */
final class EntryLimits {
  static final int MAX_NAME_BYTES = 1024;
  static final int MAX_PATH_BYTES = 4096;
  static final int MAX_DEPTH = 256;
  static final int MAX_MODE = 0777;

  /** Far beyond what file systems hold, near enough not to overflow anything. */
  static final long MAX_EPOCH_SECONDS = 1L << 40;

  private EntryLimits() {}

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static void require(String path, int mode, Instant modifiedAt) {
    requireText(path, MAX_PATH_BYTES, "path");
    requireName(name(path));
    if (mode < 0 || mode > MAX_MODE) {
      throw new IllegalArgumentException("mode %o of %s".formatted(mode, quote(path)));
    }
    if (Math.abs(modifiedAt.getEpochSecond()) > MAX_EPOCH_SECONDS) {
      throw new IllegalArgumentException("time of %s is out of range".formatted(quote(path)));
    }
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("%s can't be a name".formatted(quote(name)));
    }
    requireText(name, MAX_NAME_BYTES, "name");
  }

  /** Not too long, no NUL, and really Unicode. */
  static void requireText(String text, int maxBytes, String what) {
    if (text.length() > maxBytes || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " is too long or has a NUL: " + quote(text));
    }
    if (!isAscii(text)) {
      if (text.getBytes(UTF_8).length > maxBytes) {
        throw new IllegalArgumentException(what + " is too long: " + quote(text));
      }
      if (!UTF_8.newEncoder().canEncode(text)) {
        throw new IllegalArgumentException(what + " is not Unicode: " + quote(text));
      }
    }
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  static String quote(String text) {
    String safe = DisplayName.safe(text);
    return "\"" + (safe.length() > 200 ? safe.substring(0, 200) + "…" : safe) + "\"";
  }
}
