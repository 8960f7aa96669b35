package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operands that name a transfer. */
final class Operands {
  private static final int LONGEST_ID = 36;

  private Operands() {}

  /** Each operand as one that names transfers. */
  static List<String> transfers(Arguments arguments) throws Failure {
    List<String> names = new ArrayList<>();
    for (String operand : arguments.operands()) {
      names.add(userOrId(operand));
    }
    return names;
  }

  /** A person with {@code @}, or the beginning of a transfer's id. */
  private static String userOrId(String word) throws Failure {
    if (Usage.isPerson(word)) {
      return "@" + Usage.handle(word);
    }
    boolean id =
        !word.isEmpty() && word.length() <= LONGEST_ID && word.chars().allMatch(Operands::isOfId);
    if (!id) {
      throw Usage.failure(
              "“" + DisplayName.shortened(word, 60) + "” is neither @somebody nor an id")
          .hint("“glide reqs” and “glide sent” show the ids");
    }
    return word.toLowerCase(Locale.ROOT);
  }

  private static boolean isOfId(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
  }
}
