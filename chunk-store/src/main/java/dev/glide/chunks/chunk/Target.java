package dev.glide.chunks.chunk;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request is about, as its path says. */
sealed interface Target {
  String PREFIX = "/chunks/v1/";

  UUID transfer();

  /** {@code /chunks/v1/<transfer>/<index>}. */
  record Chunk(UUID transfer, int index) implements Target {}

  /** {@code /chunks/v1/<transfer>}. */
  record Transfer(UUID transfer) implements Target {}

  /** {@code /chunks/v1/<transfer>/complete}. */
  record Completion(UUID transfer) implements Target {}

  /** Reads a path; empty if nothing can be there. */
  static Optional<Target> parse(String path) {
    Matcher match = Form.PATH.matcher(path);
    if (!match.matches()) {
      return Optional.empty();
    }
    UUID transfer = UUID.fromString(match.group(1));
    String rest = match.group(2);
    if (rest == null) {
      return Optional.of(new Transfer(transfer));
    }
    return Optional.of(
        rest.equals("complete")
            ? new Completion(transfer)
            : new Chunk(transfer, Integer.parseInt(rest)));
  }

  /** Keeps the pattern out of the interface's constants. */
  final class Form {
    private static final Pattern PATH =
        Pattern.compile(
            PREFIX
                + "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                + "(?:/(complete|0|[1-9][0-9]{0,8}))?");

    private Form() {}
  }
}
