package dev.glide.runtime.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service answers at {@code /metrics}, in Prometheus' text format or as OpenMetrics.
 *
 * @param types of all metrics, by name
 */
public record Exposition(Map<String, String> types, List<Sample> samples) {
  private static final String TOTAL = "_total";
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One line with a number. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException if a line is anything else
   */
  public static Exposition of(String text) {
    Map<String, String> types = new TreeMap<>();
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(named(type.group(1), type.group(2)), type.group(2));
      } else if (!line.startsWith("#")) {
        samples.add(sample(line));
      }
    }
    return new Exposition(types, samples);
  }

  /** OpenMetrics leaves out what the lines of a counter end with. */
  private static String named(String name, String type) {
    boolean bare = type.equals("counter") && !name.endsWith(TOTAL);
    return bare ? name + TOTAL : name;
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("not a line of metrics: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(sample.group(1), labels, number(sample.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The sum of all that bear these labels, others besides; none if there is no such line. */
  public double sum(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> each.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }
}
