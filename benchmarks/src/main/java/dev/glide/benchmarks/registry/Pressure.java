package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.load.Answered;
import dev.glide.benchmarks.load.Load;
import dev.glide.benchmarks.load.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One kind of request at a registry: as many as it takes, and then half as many. */
record Pressure(RegistryServer server, Load load, Rounds rounds, Requests requests) {
  static final int CONNECTIONS = 32;
  private static final int WARM_UP = 30_000;
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(40);
  private static final Duration ROUND = Duration.ofSeconds(6);
  private static final double MOST = 0.99;

  /** Rates of what was measured, and of something else between the rounds. */
  record Rates(double own, double other) {}

  /** Lets Java compile what is used. */
  void warmUp() {
    load.flatOut(requests, WARM_UP, LONGEST_WARM_UP);
  }

  /** How many a second, as the median over the rounds; {@code between} is measured after each. */
  Rates rates(Used used, DoubleSupplier between) {
    List<Double> own = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    for (int i = 0; i < rounds.count(); i++) {
      own.add(used.during(() -> load.flatOut(requests, ROUND)).perSecond());
      other.add(between.getAsDouble());
    }
    return new Rates(Rounds.median(own), Rounds.median(other));
  }

  /**
   * How long they take at a rate.
   *
   * @param limit milliseconds that 99 of 100 may take
   */
  List<Result> times(String what, double rate, double limit) {
    List<Double> medians = new ArrayList<>();
    List<Double> late = new ArrayList<>();
    for (int i = 0; i < rounds.count(); i++) {
      Answered answered = load.atRate(requests, rate, ROUND);
      medians.add(answered.millis(0.5));
      late.add(answered.millis(MOST));
    }
    String at = "%s, %.0f a second: ".formatted(what, rate);
    return List.of(
        Result.figure(at + "half of them within", Rounds.median(medians), "ms"),
        Result.atMost(at + "99 % within", Rounds.median(late), "ms", limit));
  }
}
