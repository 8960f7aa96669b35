package dev.glide.k8s;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code values.yaml}: each value with what holds if nothing is said, and the comment
 * above it.
 */
final class ValuesDocument {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(?: (.*))?");
  private static final int STEP = 2;

  /**
   * A value.
   *
   * @param meaning its comment; empty if there is none
   */
  record Line(String key, String standard, String meaning) {
    String row() {
      return "| `%s` | %s | %s |".formatted(key, standard, meaning);
    }
  }

  private ValuesDocument() {}

  /** Each that has no values below it, or is commented as a whole. */
  static List<Line> lines(List<String> text) {
    List<Line> found = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    int within = Integer.MAX_VALUE;
    for (String line : text) {
      int depth = line.length() - line.stripLeading().length();
      if (line.isBlank()) {
        comment.setLength(0);
      } else if (line.strip().startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(1).strip());
      } else if (depth <= within) {
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
          throw new AssertionError("not a key: " + line);
        }
        while (path.size() > depth / STEP) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        boolean whole = key.group(3) == null && !comment.isEmpty();
        boolean leaf = key.group(3) != null;
        if (leaf || whole) {
          found.add(new Line(String.join(".", path), standard(key.group(3)), comment.toString()));
        }
        within = whole && isOpaque(key.group(2)) ? depth : Integer.MAX_VALUE;
        comment.setLength(0);
      }
    }
    return found;
  }

  /** What stands below these is theirs, not the chart's. */
  private static boolean isOpaque(String key) {
    return key.equals("resources") || key.equals("labels");
  }

  private static String standard(@Nullable String text) {
    return text == null || text.equals("\"\"") ? "" : "`%s`".formatted(text);
  }
}
