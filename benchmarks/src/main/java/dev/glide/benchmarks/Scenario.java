package dev.glide.benchmarks;

import java.util.List;

/** One group of measurements. */
public interface Scenario {
  /** What {@code --only} calls it. */
  String name();

  List<Result> measure(Setting setting);
}
