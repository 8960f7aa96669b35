package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The most memory that sender and receiver ever hold, for a large and for a huge file. */
final class PeakMemory implements Scenario {
  private static final double MEBIBYTE = 1 << 20;
  private static final int LIMIT = 256;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Result> measure(Setting setting) {
    List<Result> results = new ArrayList<>(measure(setting, setting.bytes()));
    if (setting.hugeBytes() > 0) {
      results.addAll(measure(setting, setting.hugeBytes()));
    }
    return results;
  }

  private static List<Result> measure(Setting setting, long bytes) {
    Workspace workspace = setting.workspace();
    Path file = workspace.randomFile("memory.bin", bytes);
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      Mail mail = new Mail(workspace, alice, bob, file);
      String size = "%.0f GiB".formatted(bytes / (1024 * MEBIBYTE));
      return List.of(
          Result.atMost(
              "sender's memory, " + size, mail.send().peakBytes() / MEBIBYTE, "MiB", LIMIT),
          Result.atMost(
              "receiver's memory, " + size, mail.receive().peakBytes() / MEBIBYTE, "MiB", LIMIT));
    } finally {
      Workspace.delete(file);
      Workspace.delete(data);
    }
  }
}
