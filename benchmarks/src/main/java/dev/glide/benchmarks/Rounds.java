package dev.glide.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Runs two things in turn, so that a machine whose speed drifts slows both alike. */
public record Rounds(int count) {
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Median of {@code count} runs, after one that does not count. */
  public double alone(DoubleSupplier ours) {
    warmUp(ours);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(ours.getAsDouble());
    }
    return median(values);
  }

  /**
   * Compares seconds (or anything of which less is better), after one round that does not count.
   *
   * @param leastRatio the least baseline / glide that is aimed at
   */
  public Result against(
      String name,
      DoubleSupplier ours,
      String baseline,
      DoubleSupplier theirs,
      String unit,
      double leastRatio) {
    warmUp(ours);
    warmUp(theirs);
    List<Double> glide = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double mine = ours.getAsDouble();
      double its = theirs.getAsDouble();
      glide.add(mine);
      other.add(its);
      ratios.add(its / mine);
    }
    double ratio = median(ratios);
    return new Result(
        name,
        median(glide),
        unit,
        baseline,
        median(other),
        ratio,
        "ratio of at least " + leastRatio,
        ratio >= leastRatio);
  }

  /** The first run finds cold files and caches: it does not count. */
  @SuppressWarnings("ReturnValueIgnored")
  private static void warmUp(DoubleSupplier what) {
    what.getAsDouble();
  }
}
