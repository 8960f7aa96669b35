package dev.glide.benchmarks.live;

import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Rounds;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.List;

/** How long it takes from the start of the sender to the first byte on the other's disk. */
public final class FirstByte implements Scenario {
  private static final int BYTES = 10_000;
  private static final int MILLIS = 1000;

  @Override
  public String name() {
    return "first-byte";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Rounds rounds = new Rounds(setting.rounds().count() * 4);
    Path file = workspace.randomFile("small.bin", BYTES);
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      LiveMail mail = new LiveMail(workspace, alice, bob, file);
      try (Waiting waiting = Waiting.start(workspace, bob, "@alice")) {
        return List.of(
            Result.atMost(
                "first byte at a waiting glide up",
                MILLIS * rounds.alone(() -> mail.untilFirstByte(waiting)),
                "ms",
                300),
            Result.figure(
                "10 kB live, whole sender",
                MILLIS * rounds.alone(() -> mail.untilDelivered(waiting)),
                "ms"));
      }
    } finally {
      Workspace.delete(file);
      Workspace.delete(data);
    }
  }
}
