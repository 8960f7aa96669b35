package dev.glide.benchmarks;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: medians, and Glide's speed in terms of the baseline's.
 *
 * @param unit of {@code glide} and {@code baselineValue}; less is better, but for rates ({@code
 *     /s})
 * @param baselineValue {@code null} without a baseline
 * @param ratio median over the rounds of baseline / glide: above 1 Glide is faster
 * @param target what is aimed at, in words
 * @param met whether it was reached in this run
 */
@Json
public record Result(
    String name,
    double glide,
    String unit,
    @Nullable String baseline,
    @Nullable Double baselineValue,
    @Nullable Double ratio,
    String target,
    boolean met) {

  /** A figure that must stay at or below a limit. */
  public static Result atMost(String name, double glide, String unit, double limit) {
    return new Result(
        name,
        glide,
        unit,
        null,
        null,
        null,
        "at most %.0f %s".formatted(limit, unit),
        glide <= limit);
  }

  /** The same figures, aimed at a limit of our own value instead of a ratio. */
  public Result limitedTo(double limit) {
    return new Result(
        name,
        glide,
        unit,
        baseline,
        baselineValue,
        ratio,
        "at most %.0f %s".formatted(limit, unit),
        glide <= limit);
  }

  /**
   * A rate that must reach a limit, beside what something simpler does.
   *
   * @param baselineValue in the same unit: so many a second
   */
  public static Result rate(
      String name, double glide, String baseline, double baselineValue, double limit) {
    return new Result(
        name,
        glide,
        "/s",
        baseline,
        baselineValue,
        glide / baselineValue,
        "at least %.0f /s".formatted(limit),
        glide >= limit);
  }

  /** A figure without a target of its own. */
  public static Result figure(String name, double glide, String unit) {
    return new Result(name, glide, unit, null, null, null, "", true);
  }
}
