package dev.glide.runtime.trace;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of what a request asks for: its path with all that names something in particular left
 * out, be it an id or a person's handle.
 */
final class RouteName {
  private static final String LEFT_OUT = "{}";
  private static final int MOST_SEGMENTS = 6;

  /** What follows these is a name. */
  private static final Set<String> BEFORE_NAMES = Set.of("users", "relays", "invites");

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{0,15}");

  private RouteName() {}

  static String of(String method, String path) {
    String[] segments = path.split("/", MOST_SEGMENTS + 1);
    for (int i = segments.length - 1; i > 0; i--) {
      boolean named = BEFORE_NAMES.contains(segments[i - 1]);
      if (named || !WORD.matcher(segments[i]).matches()) {
        segments[i] = LEFT_OUT;
      }
    }
    return method + Arrays.stream(segments).collect(Collectors.joining("/", " ", ""));
  }
}
