package dev.glide.benchmarks.registry;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.load.Answered;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was used of the processors, in milliseconds a request; who asks shares them with who
 * answers, and is counted too.
 */
final class Used {
  private final RegistryServer server;
  private Duration registry = Duration.ZERO;
  private Duration database = Duration.ZERO;
  private Duration asking = Duration.ZERO;
  private int count;

  Used(RegistryServer server) {
    this.server = server;
  }

  /** Adds what some requests use. */
  Answered during(Supplier<Answered> requests) {
    Duration registryBefore = server.cpu();
    Duration databaseBefore = server.databaseCpu();
    Duration askingBefore = Cpu.here();
    Answered answered = requests.get();
    registry = registry.plus(server.cpu().minus(registryBefore));
    database = database.plus(server.databaseCpu().minus(databaseBefore));
    asking = asking.plus(Cpu.here().minus(askingBefore));
    count += answered.count();
    return answered;
  }

  List<Result> results(String what) {
    return List.of(
        Result.figure("processor for " + what + ": registry", each(registry), "ms"),
        Result.figure("processor for " + what + ": PostgreSQL", each(database), "ms"),
        Result.figure("processor for " + what + ": asking for it", each(asking), "ms"));
  }

  private double each(Duration time) {
    return time.toNanos() / 1e6 / Math.max(1, count);
  }
}
