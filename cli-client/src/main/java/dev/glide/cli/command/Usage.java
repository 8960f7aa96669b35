package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.shared.api.Handle;
import java.time.Duration;

/** What people type, read strictly; what can't be meant ends with exit code 2 and says why. */
final class Usage {
  private static final int LONGEST_NUMBER = 9;

  private Usage() {}

  static Failure failure(String message) {
    return new Failure(ExitCode.USAGE, "usage", message);
  }

  static Failure failure(Verb verb, String message) {
    return failure(message).hint("see: glide help " + verb.word());
  }

  /** A handle, with or without {@code @} before it. */
  static String handle(String word) throws Failure {
    String handle = isPerson(word) ? word.substring(1) : word;
    if (!Handle.isValid(handle)) {
      throw new Failure(
              ExitCode.USAGE,
              "handle-invalid",
              "“" + DisplayName.shortened(handle, 60) + "” can't be somebody's name")
          .hint("names are 2 to 32 of a-z, 0-9, _ and -, and begin with a letter or a digit");
    }
    return handle;
  }

  static boolean isPerson(String word) {
    return word.startsWith("@");
  }

  /** A duration such as {@code 30s}, {@code 90m}, {@code 12h}, {@code 7d} or {@code 2w}. */
  static Duration duration(String word) throws Failure {
    int end = word.length() - 1;
    if (end < 1 || end > LONGEST_NUMBER || !word.chars().limit(end).allMatch(Usage::isDigit)) {
      throw notADuration(word);
    }
    long count = Long.parseLong(word.substring(0, end));
    return switch (word.charAt(end)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      case 'w' -> Duration.ofDays(7 * count);
      default -> throw notADuration(word);
    };
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Failure notADuration(String word) {
    return failure("“" + DisplayName.shortened(word, 40) + "” is not a duration")
        .hint("write a number and s, m, h, d or w: 30s, 90m, 12h, 7d, 2w");
  }
}
