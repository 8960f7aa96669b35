package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Table;
import dev.glide.shared.api.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Lists of the operator, read page by page up to {@code --limit}. */
final class AdminPages {
  private static final String LIMIT = "limit";
  private static final int DEFAULT = 100;
  private static final int LONGEST_NUMBER = 9;

  private AdminPages() {}

  static void addLimit(Options options) {
    OptionList.value(options, LIMIT, "N", "at most so many entries");
  }

  /** How many entries were asked for, if any number was. */
  static Optional<Long> limit(Arguments arguments) throws Failure {
    Optional<String> word = arguments.value(LIMIT);
    return word.isPresent()
        ? Optional.of(number("--" + LIMIT, word.get(), Integer.MAX_VALUE))
        : Optional.empty();
  }

  /**
   * A number from 1 on.
   *
   * @param what it is given to
   */
  static long number(String what, String digits, long most) throws Failure {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= LONGEST_NUMBER
            && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    if (!number || Long.parseLong(digits) == 0 || Long.parseLong(digits) > most) {
      throw Usage.failure(
          Verb.ADMIN,
          what + " needs a number from 1 " + (most == Integer.MAX_VALUE ? "on" : "to " + most));
    }
    return Long.parseLong(digits);
  }

  /** One page, and where the next one begins. */
  record Page<T>(List<T> entries, @Nullable String next) {}

  /** Reads a page from somewhere on. */
  @FunctionalInterface
  interface Reader<T> {
    Page<T> read(int limit, Optional<String> after) throws Failure;
  }

  /** Reads up to so many entries, and says so where there are more. */
  static <T> void read(Optional<Long> limit, Reader<T> reader, Consumer<T> each, Output output)
      throws Failure {
    long left = limit.orElse((long) DEFAULT);
    Optional<String> after = Optional.empty();
    do {
      Page<T> page = reader.read((int) Math.min(left, Limits.MAX_PAGE), after);
      page.entries().forEach(each);
      left -= page.entries().size();
      after = Optional.ofNullable(page.next());
    } while (after.isPresent() && left > 0);
    if (after.isPresent()) {
      output.say("There are more: --limit N shows more of them.");
    }
  }

  /**
   * Shows a list.
   *
   * @param ifEmpty what is said where there is nothing in it
   */
  static void show(Table table, String ifEmpty, Output output) {
    if (table.isEmpty()) {
      output.say(ifEmpty);
    } else {
      output.result(table);
    }
  }
}
