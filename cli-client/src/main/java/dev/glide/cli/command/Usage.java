package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.shared.api.Handle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people type, read strictly; what can't be meant ends with exit code 2 and says why. */
final class Usage {
  private static final int LONGEST_NUMBER = 9;
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,6})?)([A-Za-z]{0,3})");

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

  /** An amount of bytes such as {@code 500GB}, {@code 1.5TB}, {@code 64MiB} or {@code 0}. */
  static long size(String word) throws Failure {
    Matcher parts = SIZE.matcher(word);
    if (!parts.matches()) {
      throw notASize(word);
    }
    long unit =
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 1;
          case "k", "kb" -> 1_000;
          case "m", "mb" -> 1_000_000;
          case "g", "gb" -> 1_000_000_000;
          case "t", "tb" -> 1_000_000_000_000L;
          case "p", "pb" -> 1_000_000_000_000_000L;
          case "kib" -> 1L << 10;
          case "mib" -> 1L << 20;
          case "gib" -> 1L << 30;
          case "tib" -> 1L << 40;
          case "pib" -> 1L << 50;
          default -> throw notASize(word);
        };
    try {
      BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
      return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    } catch (ArithmeticException e) {
      throw notASize(word);
    }
  }

  private static Failure notASize(String word) {
    return failure("“" + DisplayName.shortened(word, 40) + "” is not a size")
        .hint("write bytes, or a number and kB, MB, GB, TB or GiB: 500GB, 1.5TB, 64GiB");
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Failure notADuration(String word) {
    return failure("“" + DisplayName.shortened(word, 40) + "” is not a duration")
        .hint("write a number and s, m, h, d or w: 30s, 90m, 12h, 7d, 2w");
  }
}
