package dev.glide.runtime.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variables that no service knows but that are nearly the name of a setting. Others are left alone:
 * services may share an environment.
 */
final class Typos {
  private static final String PREFIX = "GLIDE_";
  private static final int NEAR = 2;

  private Typos() {}

  /** One line for each, in the order of their names. */
  static List<String> among(Collection<String> given, SettingsTable table) {
    Set<String> known =
        table.settings().stream().flatMap(Typos::names).collect(Collectors.toUnmodifiableSet());
    return given.stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .flatMap(name -> nearest(name, known).map(near -> line(name, near)).stream())
        .toList();
  }

  private static Stream<String> names(Setting setting) {
    return setting.secret()
        ? Stream.of(setting.name(), setting.fileName())
        : Stream.of(setting.name());
  }

  private static String line(String name, String near) {
    return "%s is not known: is it meant to be %s?".formatted(name, near);
  }

  private static Optional<String> nearest(String name, Set<String> known) {
    return known.stream()
        .filter(each -> distance(name, each) <= NEAR)
        .min(
            Comparator.comparingInt((String each) -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Characters to add, drop or change (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + same, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
