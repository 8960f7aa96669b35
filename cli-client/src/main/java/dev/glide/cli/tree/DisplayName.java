package dev.glide.cli.tree;

/** Names as a person may see them: whatever a sender wrote, it can't steer the terminal. */
public final class DisplayName {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private DisplayName() {}

  /**
   * The same text with control characters, line separators, marks that turn the direction of
   * writing and other invisible characters written as <code>\\u{1b}</code>.
   */
  public static String safe(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < 0x7f) {
      at++;
    }
    return at == text.length() ? text : escape(text, at);
  }

  private static String escape(String text, int start) {
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, start);
    text.substring(start)
        .codePoints()
        .forEach(character -> {
          if (isHarmless(character)) {
            safe.appendCodePoint(character);
          } else {
            safe.append("\\u{").append(Integer.toHexString(character)).append('}');
          }
        });
    return safe.toString();
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      // Joiners make one emoji or ligature of several characters; all other format marks deceive.
      case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }
}
