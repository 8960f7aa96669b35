package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells what is found, as soon as it is found. */
final class Findings {
  private final Consumer<Finding> reader;

  Findings(Consumer<Finding> reader) {
    this.reader = reader;
  }

  void good(String what, String words) {
    reader.accept(Finding.good(what, words));
  }

  /** It works, and there is something to do about it nevertheless. */
  void good(String what, String words, String hint) {
    reader.accept(new Finding(what, true, words, Optional.of(hint), Optional.empty()));
  }

  void bad(String what, String words, String hint) {
    reader.accept(Finding.bad(what, words, hint));
  }

  void bad(String what, Failure e) {
    String hint = e.hint().orElse("if it lasts, tell whoever runs the server");
    reader.accept(Finding.bad(what, words(e), hint));
  }

  private static String words(Failure e) {
    return e.message() + e.correlation().map(id -> " (for the operator: " + id + ")").orElse("");
  }

  /** So much has gone through, unharmed. */
  void moved(String what, long bytes, Duration taken) {
    double rate = bytes * 1e9 / Math.max(1, taken.toNanos());
    reader.accept(
        new Finding(
            what,
            true,
            Sizes.text(bytes) + " in " + Spans.taken(taken) + ", " + Sizes.rate(rate),
            Optional.empty(),
            Optional.of(rate)));
  }
}
