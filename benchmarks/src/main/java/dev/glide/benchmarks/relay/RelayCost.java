package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a gibibyte costs the relay's processor, and how fast it is: against haproxy. */
public final class RelayCost implements Scenario {
  private static final String HAPROXY = "haproxy in TCP mode";
  private static final double MOST_COST = 1.2;
  private static final int TIMES = 4;
  private static final double GIBIBYTE = 1L << 30;

  @Override
  public String name() {
    return "relay-cpu";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Optional<LoneRelay> started = LoneRelay.start(setting.workspace());
    if (started.isEmpty()) {
      return List.of(Result.figure("relay's cost (relay not built)", 0, "s/GiB"));
    }
    List<Result> results = new ArrayList<>();
    long bytes = TIMES * setting.bytes();
    try (LoneRelay relay = started.get()) {
      results.add(
          Result.figure(
              "relay's CPU, the first GiB after its start", cost(relay, 1, 1L << 30), "s"));
      Optional<Haproxy> haproxy = Haproxy.start(setting.workspace());
      if (haproxy.isEmpty()) {
        results.add(alone(setting.rounds(), relay, bytes));
        return results;
      }
      try (Haproxy other = haproxy.get()) {
        results.addAll(against(setting.rounds(), relay, other, bytes));
      }
    }
    return results;
  }

  private static Result alone(Rounds rounds, LoneRelay relay, long bytes) {
    return Result.figure(
        "relay's CPU for a GiB (haproxy not installed)",
        rounds.alone(() -> cost(relay, 1, bytes)),
        "s");
  }

  private static List<Result> against(Rounds rounds, LoneRelay relay, Haproxy haproxy, long bytes) {
    List<Result> results = new ArrayList<>();
    for (int flows : new int[] {1, 8}) {
      results.add(
          rounds.against(
              "relay's CPU for a GiB, sessions: " + flows,
              () -> cost(relay, flows, bytes),
              HAPROXY,
              () -> cost(haproxy, flows, bytes),
              "s",
              Math.floor(100 / MOST_COST) / 100));
    }
    results.add(
        rounds.against(
            "%.0f GiB through the relay".formatted(bytes / GIBIBYTE),
            () -> Flood.through(relay, 1, bytes),
            HAPROXY,
            () -> Flood.through(haproxy, 1, bytes),
            "s",
            0));
    return results;
  }

  /** Seconds of processor time, user and system, for each gibibyte. */
  private static double cost(Passage passage, int flows, long bytes) {
    Duration before = used(passage.process());
    Flood.through(passage, flows, bytes);
    return used(passage.process()).minus(before).toNanos() / 1e9 / (bytes / GIBIBYTE);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
