package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether many sessions at once move as much as one. */
public final class Sessions implements Scenario {
  private static final int[] MANY = {8, 64};
  private static final double LEAST_RATIO = 0.9;
  private static final int TIMES = 4;
  private static final double GIBIBYTE = 1L << 30;

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Optional<LoneRelay> started = LoneRelay.start(setting.workspace());
    if (started.isEmpty()) {
      return List.of(Result.figure("sessions at once (relay not built)", 0, "s"));
    }
    long bytes = TIMES * setting.bytes();
    Rounds rounds = setting.rounds();
    List<Result> results = new ArrayList<>();
    try (LoneRelay relay = started.get()) {
      for (int many : MANY) {
        results.add(
            rounds.against(
                "%.0f GiB through %d sessions at once".formatted(bytes / GIBIBYTE, many),
                () -> Flood.through(relay, many, bytes),
                "1 session",
                () -> Flood.through(relay, 1, bytes),
                "s",
                LEAST_RATIO));
      }
    }
    return results;
  }
}
