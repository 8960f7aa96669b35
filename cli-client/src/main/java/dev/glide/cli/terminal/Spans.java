package dev.glide.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Stretches of time in words. */
public final class Spans {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Spans() {}

  /**
   * The largest unit that counts, rounded: {@code 5 s}, {@code 3 min}, {@code 7 h}, {@code 12 d}.
   */
  public static String rough(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    long minutes = (seconds + MINUTE / 2) / MINUTE;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = (seconds + HOUR / 2) / HOUR;
    return hours < 48 ? hours + " h" : (seconds + DAY / 2) / DAY + " d";
  }

  public static String ago(Instant then, Instant now) {
    Duration span = Duration.between(then, now);
    return span.toSeconds() < 5 ? "just now" : rough(span) + " ago";
  }

  public static String until(Instant then, Instant now) {
    return then.isAfter(now) ? "in " + rough(Duration.between(now, then)) : "over";
  }

  /** As a clock shows it: {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
  public static String clock(long seconds) {
    long hours = seconds / HOUR;
    long minutes = seconds % HOUR / MINUTE;
    String tail = twoDigits(seconds % MINUTE);
    return hours > 0 ? hours + ":" + twoDigits(minutes) + ":" + tail : minutes + ":" + tail;
  }

  /** How long something took: {@code 0.04 s}, {@code 1.3 s}, {@code 75 s}, {@code 12:34}. */
  public static String taken(Duration span) {
    long millis = span.toMillis();
    if (millis >= 100_000) {
      return clock(millis / 1000);
    }
    if (millis >= 10_000) {
      return (millis + 500) / 1000 + " s";
    }
    long scaled = millis >= 1000 ? (millis + 50) / 100 * 10 : (millis + 5) / 10;
    String fraction = twoDigits(scaled % 100);
    return scaled / 100 + "." + (millis >= 1000 ? fraction.substring(0, 1) : fraction) + " s";
  }

  private static String twoDigits(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }
}
