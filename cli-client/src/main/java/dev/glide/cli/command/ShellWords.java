package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a line into words as a shell does: at white space, with {@code '…'} and {@code "…"} to keep
 * it and {@code \} to take the next character as it is. Nothing is expanded but a leading {@code
 * ~/}.
 */
final class ShellWords {
  private static final char NONE = 0;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote = NONE;

  private ShellWords() {}

  static List<String> of(String line) throws Failure {
    return new ShellWords().read(line);
  }

  private List<String> read(String line) throws Failure {
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
        if (at == line.length()) {
          throw Usage.failure("nothing follows the \\ at the end of the line");
        }
        add(line.charAt(at));
      } else if (quote != NONE) {
        inQuotes(c);
      } else {
        plain(c);
      }
    }
    if (quote != NONE) {
      throw Usage.failure("a quotation mark is not closed");
    }
    end();
    return words;
  }

  private void inQuotes(char c) {
    if (c == quote) {
      quote = NONE;
    } else {
      add(c);
    }
  }

  private void plain(char c) {
    if (c == '\'' || c == '"') {
      quote = c;
      inWord = true;
    } else if (Character.isWhitespace(c)) {
      end();
    } else if (c == '~' && !inWord) {
      inWord = true;
      word.append(c);
    } else {
      add(c);
    }
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      String text = word.toString();
      boolean home = text.equals("~") || text.startsWith("~/");
      words.add(home ? System.getProperty("user.home") + text.substring(1) : text);
      word.setLength(0);
      inWord = false;
    }
  }
}
