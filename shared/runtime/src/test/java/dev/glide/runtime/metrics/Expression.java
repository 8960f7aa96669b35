package dev.glide.runtime.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a PromQL expression as says what it asks for.
 *
 * @param metrics that it names
 * @param selectors what it wants of their labels
 * @param groupings labels that it groups by
 */
record Expression(Set<String> metrics, List<Selector> selectors, Set<String> groupings) {
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\{([^}]*)}");
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*,?");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by");

  /** What is wanted of a label of a metric. */
  record Selector(String metric, String label, String operator, String value) {}

  static Expression of(String text) {
    List<Selector> selectors = new ArrayList<>();
    Matcher selector = SELECTOR.matcher(text);
    while (selector.find()) {
      Matcher matcher = MATCHER.matcher(selector.group(2));
      while (matcher.find()) {
        selectors.add(
            new Selector(
                String.valueOf(selector.group(1)),
                matcher.group(1),
                matcher.group(2),
                matcher.group(3)));
      }
    }
    Set<String> groupings = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      groupings.addAll(List.of(grouping.group(1).split("\\s*,\\s*")));
    }
    return new Expression(names(text), selectors, groupings);
  }

  /** What is left without labels, ranges, groupings, functions and words. */
  private static Set<String> names(String text) {
    String bare =
        text.replaceAll("\\{[^}]*}", " ")
            .replaceAll("\\[[^]]*]", " ")
            .replaceAll(GROUPING.pattern(), " ")
            .replaceAll("[a-zA-Z_:][a-zA-Z0-9_:]*\\s*\\(", "(");
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      if (!WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }
}
