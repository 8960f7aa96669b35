package dev.glide.benchmarks.apart;

import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How long each service takes until it says that it is ready, and what it holds in memory. */
public final class ServiceStart implements Scenario {
  private static final double MEBIBYTE = 1 << 20;
  private static final int SETTLE_MILLIS = 5_000;
  private static final int MOST_SECONDS = 2;
  private static final int MOST_MEBIBYTES = 200;

  @Override
  public String name() {
    return "services";
  }

  @Override
  public List<Result> measure(Setting setting) {
    if (!Service.areBuilt()) {
      return List.of(Result.figure("services apart (not built)", 0, "s"));
    }
    List<Result> results = new ArrayList<>();
    try (Workspace disk = Workspace.in(setting.disk());
        Ground ground = Ground.lay(disk)) {
      results.addAll(starts(setting.rounds(), Service.Kind.REGISTRY, disk, ground::registry));
      try (Service registry = ground.registry()) {
        for (Service.Kind kind : List.of(Service.Kind.CHUNK_STORE, Service.Kind.RELAY)) {
          results.addAll(
              starts(setting.rounds(), kind, disk, java -> ground.beside(registry, kind, java)));
        }
      }
    }
    return results;
  }

  /**
   * The first start does not count: it makes tables, topics and folders, and leaves behind what
   * Java has loaded (JEP 483), which images bring along as well.
   */
  private static List<Result> starts(
      Rounds rounds, Service.Kind kind, Workspace disk, Function<String, Service> start) {
    Path cache = disk.root().resolve(kind.name() + ".aot");
    start.apply("-XX:AOTCacheOutput=" + cache).close();
    List<Double> seconds = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    for (int i = 0; i < rounds.count(); i++) {
      try (Service service = start.apply("-XX:AOTCache=" + cache)) {
        seconds.add(service.secondsToReady());
        cpu.add(service.cpuToReady().toMillis() / 1e3);
        Tool.pause(SETTLE_MILLIS);
        memory.add(service.residentBytes() / MEBIBYTE);
      }
    }
    return List.of(
        Result.atMost(kind.words() + " ready", Rounds.median(seconds), "s", MOST_SECONDS),
        Result.figure(kind.words() + " ready: processor", Rounds.median(cpu), "s"),
        Result.atMost(kind.words() + "'s memory", Rounds.median(memory), "MiB", MOST_MEBIBYTES));
  }
}
