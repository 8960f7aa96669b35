package dev.glide.relay.session;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request is about, as its path says. */
record Target(UUID session, boolean asksEnding) {
  static final String PREFIX = "/relay/v1/sessions/";

  private static final Pattern PATH =
      Pattern.compile(
          PREFIX + "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(/ending)?");

  /** Reads a path; empty if nothing can be there. */
  static Optional<Target> parse(String path) {
    Matcher match = PATH.matcher(path);
    return match.matches()
        ? Optional.of(new Target(UUID.fromString(match.group(1)), match.group(2) != null))
        : Optional.empty();
  }
}
