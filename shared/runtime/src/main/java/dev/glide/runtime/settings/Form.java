package dev.glide.runtime.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a value must look like.
 *
 * @param expected the end of the sentence "it must be …"
 * @param reader gives the value as the configuration takes it; empty if it has another form
 */
public record Form(String expected, Function<String, Optional<String>> reader) {
  private static final int MAX_PORT = 65_535;
  private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|[smhdSMHD])?");
  private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
  private static final Pattern SIZE = Pattern.compile("\\d{1,15}[kmgtpKMGTP]?");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");
  private static final String LIST_SEPARATOR = "\\s*,\\s*";

  Optional<String> read(String text) {
    return reader.apply(text);
  }

  private static Form matching(String expected, Predicate<String> fits) {
    return new Form(expected, text -> Optional.of(text).filter(fits));
  }

  /** Anything. */
  public static Form text() {
    return matching("text", text -> true);
  }

  /** Letters, digits, dots, hyphens and underscores. */
  public static Form name() {
    return matching(
        "letters, digits, dots, hyphens and underscores", text -> NAME.matcher(text).matches());
  }

  /** At least so many characters. */
  public static Form longText(int leastCharacters) {
    return matching(
        "at least %d characters long".formatted(leastCharacters),
        text -> text.length() >= leastCharacters);
  }

  /** A whole number, both bounds included. */
  public static Form number(long least, long most) {
    String expected =
        most == Long.MAX_VALUE
            ? "a whole number, at least %d".formatted(least)
            : "a whole number from %d to %d".formatted(least, most);
    return matching(expected, text -> isBetween(text, least, most));
  }

  /** A part of a whole, such as {@code 0.1}; both bounds included. */
  public static Form share() {
    return matching("a number from 0 to 1, such as 0.1", SHARE.asMatchPredicate());
  }

  public static Form port() {
    return number(0, MAX_PORT);
  }

  public static Form duration() {
    return matching("a time such as 500ms, 30s, 10m, 24h or 7d", DURATION.asMatchPredicate());
  }

  /** Bytes, with a binary unit. */
  public static Form size() {
    return matching("a number of bytes such as 512M or 100G", SIZE.asMatchPredicate());
  }

  /** One of these words, in either case. */
  public static Form oneOf(String... words) {
    return oneOf(Function.identity(), words);
  }

  /**
   * One of these words, in either case.
   *
   * @param meaning what the configuration takes for a word
   */
  public static Form oneOf(Function<String, String> meaning, String... words) {
    List<String> known = List.of(words);
    return new Form(
        String.join(" or ", words),
        text -> known.stream().filter(text::equalsIgnoreCase).findFirst().map(meaning));
  }

  public static Form flag() {
    return oneOf("true", "false");
  }

  /** Scheme, host and maybe port of a server. */
  public static Form origin() {
    return new Form(
        "an address such as http://registry:8080", text -> Form.origin(text).map(URI::toString));
  }

  /** Several, with commas between. */
  public static Form origins() {
    return matching(
        "addresses such as https://glide.example.org, with commas between",
        text -> Arrays.stream(text.split(LIST_SEPARATOR)).allMatch(one -> origin(one).isPresent()));
  }

  /** Hosts with ports, with commas between. */
  public static Form addresses() {
    return new Form(
        "host:port, or several with commas between",
        text -> {
          List<String> all = List.of(text.strip().split(LIST_SEPARATOR));
          return all.stream().allMatch(Form::isAddress)
              ? Optional.of(String.join(",", all))
              : Optional.empty();
        });
  }

  /** A place in the file system, there or not. */
  public static Form path() {
    return matching("a path", text -> path(text).isPresent());
  }

  /** A file that is there and can be read. */
  public static Form file() {
    return matching(
        "a file that can be read", text -> path(text).filter(Files::isReadable).isPresent());
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isBetween(String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isAddress(String text) {
    var match = ADDRESS.matcher(text);
    return match.matches() && isBetween(match.group(2), 1, MAX_PORT);
  }

  private static Optional<URI> origin(String text) {
    try {
      URI uri = URI.create(text.replaceFirst("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      // Not the host: that is empty where a name has an underscore, as names of containers have.
      String authority = uri.getRawAuthority();
      boolean bare =
          !uri.isOpaque()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawPath().isEmpty();
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && bare && authority != null && authority.indexOf('@') < 0
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
