package dev.glide.cli.terminal;

/**
 * Text that somebody else wrote, made fit for a terminal: it can't move the cursor, turn the
 * writing direction, hide or pretend to be another line.
 */
public final class DisplayName {
  private DisplayName() {}

  /**
   * The text with everything that is not to be seen as itself written as {@code \}{@code u} and its
   * number.
   */
  public static String safe(String text) {
    return written(text, true);
  }

  /**
   * A sentence that may quote others: as {@link #safe}, but a backslash stays single, as in paths
   * of Windows.
   */
  public static String printable(String sentence) {
    return written(sentence, false);
  }

  private static String written(String text, boolean exact) {
    int at = 0;
    while (at < text.length() && isHarmless(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int point = text.codePointAt(at);
      append(safe, point, exact);
      at += Character.charCount(point);
    }
    return safe.toString();
  }

  /**
   * Safe, and no wider than {@code columns}: what is too much gives way to an ellipsis in the
   * middle.
   */
  public static String shortened(String text, int columns) {
    String safe = safe(text);
    if (width(safe) <= columns) {
      return safe;
    }
    int head = prefix(safe, (columns - 1 + 1) / 2);
    int tail = suffix(safe, columns - 1 - width(safe.substring(0, head)));
    return safe.substring(0, head) + "…" + safe.substring(tail);
  }

  /** Columns that a safe text takes. */
  public static int width(String text) {
    int columns = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      columns += CharacterWidth.of(point);
      at += Character.charCount(point);
    }
    return columns;
  }

  private static boolean isHarmless(char c) {
    return c >= 0x20 && c < 0x7f && c != '\\';
  }

  private static void append(StringBuilder safe, int point, boolean exact) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          escape(safe, point);
      default -> {
        if (point == '\\' && exact) {
          safe.append("\\\\");
        } else {
          safe.appendCodePoint(point);
        }
      }
    }
  }

  private static void escape(StringBuilder safe, int point) {
    if (point == 0x200c || point == 0x200d) {
      // Part letters in Persian, join the parts of an emoji; they move nothing.
      safe.appendCodePoint(point);
    } else if (point > 0xffff) {
      safe.append("\\u{").append(Integer.toHexString(point)).append('}');
    } else {
      safe.append("\\u").append(Integer.toHexString(0x10000 + point), 1, 5);
    }
  }

  private static int prefix(String text, int columns) {
    int at = 0;
    for (int used = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      used += CharacterWidth.of(point);
      if (used > columns) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static int suffix(String text, int columns) {
    int at = text.length();
    for (int used = 0; at > 0; ) {
      int point = text.codePointBefore(at);
      used += CharacterWidth.of(point);
      if (used > columns) {
        break;
      }
      at -= Character.charCount(point);
    }
    return at;
  }
}
