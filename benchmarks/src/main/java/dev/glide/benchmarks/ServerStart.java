package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the server takes until it says that it is ready, and what it holds in memory then. */
final class ServerStart implements Scenario {
  private static final double MEBIBYTE = 1 << 20;

  @Override
  public String name() {
    return "server";
  }

  @Override
  public List<Result> measure(Setting setting) {
    List<Double> first = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    for (int i = 0; i < setting.rounds().count(); i++) {
      Path folder = setting.workspace().folder("fresh");
      first.add(start(setting, folder, memory));
      again.add(start(setting, folder, memory));
      Workspace.delete(folder);
    }
    return List.of(
        Result.atMost("server ready on an empty folder", Rounds.median(first), "s", 5),
        Result.atMost("server ready again", Rounds.median(again), "s", 2),
        Result.atMost("server memory with its database", Rounds.median(memory), "MiB", 250));
  }

  private static double start(Setting setting, Path folder, List<Double> memory) {
    try (GlideServer server =
        GlideServer.start(setting.glide(), folder, setting.workspace().log("server"))) {
      memory.add(server.residentBytes() / MEBIBYTE);
      return server.secondsToReady();
    }
  }
}
