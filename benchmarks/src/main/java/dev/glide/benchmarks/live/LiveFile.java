package dev.glide.benchmarks.live;

import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One large file to somebody who is there: against socat through a socat relay. */
public final class LiveFile implements Scenario {
  private static final double GIBIBYTE = 1L << 30;
  private static final double LARGE = 8;
  private static final double LEAST_RATIO_LARGE = 0.85;
  private static final double LEAST_RATIO = 0.6;

  @Override
  public String name() {
    return "live";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Path file = workspace.randomFile("live.bin", setting.bytes());
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      LiveMail mail = new LiveMail(workspace, alice, bob, file);
      Optional<SocatRelay> socat = SocatRelay.find(workspace);
      List<Result> results = new ArrayList<>();
      try (Waiting waiting = Waiting.start(workspace, bob, "@alice")) {
        results.add(waiting(setting, mail, waiting, socat));
      }
      results.add(withStarts(setting, mail, socat));
      return results;
    } finally {
      Workspace.delete(file);
      Workspace.delete(data);
    }
  }

  private static Result waiting(
      Setting setting, LiveMail mail, Waiting waiting, Optional<SocatRelay> socat) {
    String name = "live, %s, to a waiting glide up".formatted(size(setting));
    return socat
        .map(relay ->
            setting
                .rounds()
                .against(
                    name,
                    () -> mail.untilWhole(waiting),
                    SocatRelay.NAME,
                    () -> relay.file(mail.what()),
                    "s",
                    leastRatio(setting)))
        .orElseGet(() ->
            Result.figure(
                name + " (socat not installed)",
                setting.rounds().alone(() -> mail.untilWhole(waiting)),
                "s"));
  }

  private static Result withStarts(Setting setting, LiveMail mail, Optional<SocatRelay> socat) {
    String name = "live, %s, with all starts".formatted(size(setting));
    return socat
        .map(relay ->
            setting
                .rounds()
                .against(
                    name,
                    mail::withStarts,
                    SocatRelay.NAME,
                    () -> relay.fileWithStarts(mail.what()),
                    "s",
                    leastRatio(setting)))
        .orElseGet(() ->
            Result.figure(
                name + " (socat not installed)", setting.rounds().alone(mail::withStarts), "s"));
  }

  private static String size(Setting setting) {
    return "%.0f GiB".formatted(setting.bytes() / GIBIBYTE);
  }

  private static double leastRatio(Setting setting) {
    return setting.bytes() >= LARGE * GIBIBYTE ? LEAST_RATIO_LARGE : LEAST_RATIO;
  }
}
