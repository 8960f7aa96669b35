package dev.glide.benchmarks.live;

import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.List;

/** Ten thousand files of 4 KiB to somebody who is there: against tar through a socat relay. */
public final class LiveSmallFiles implements Scenario {
  private static final int FILES = 10_000;
  private static final int BYTES_EACH = 4096;
  private static final double MOST_SECONDS = 1.0;

  @Override
  public String name() {
    return "live-small";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Path tree = workspace.smallFiles("tree", FILES, BYTES_EACH);
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      LiveMail mail = new LiveMail(workspace, alice, bob, tree);
      try (Waiting waiting = Waiting.start(workspace, bob, "@alice")) {
        return List.of(measure(setting, mail, waiting));
      }
    } finally {
      Workspace.delete(tree);
      Workspace.delete(data);
    }
  }

  private static Result measure(Setting setting, LiveMail mail, Waiting waiting) {
    String name = "10,000 files of 4 KiB live, until delivered";
    return SocatRelay.find(setting.workspace())
        .map(relay ->
            setting
                .rounds()
                .against(
                    name,
                    () -> mail.untilDelivered(waiting),
                    "tar, " + SocatRelay.NAME,
                    () -> relay.tree(mail.what()),
                    "s",
                    0))
        .orElseGet(() ->
            Result.figure(
                name + " (socat not installed)",
                setting.rounds().alone(() -> mail.untilDelivered(waiting)),
                "s"))
        .limitedTo(MOST_SECONDS);
  }
}
