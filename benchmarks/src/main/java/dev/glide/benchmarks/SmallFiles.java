package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ten thousand files of 4 KiB: against tar through curl and nginx. */
final class SmallFiles implements Scenario {
  private static final int FILES = 10_000;
  private static final int BYTES_EACH = 4096;
  private static final double MOST_SECONDS = 1.0;

  @Override
  public String name() {
    return "small-files";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Path tree = workspace.smallFiles("tree", FILES, BYTES_EACH);
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      Mail mail = new Mail(workspace, alice, bob, tree);
      List<Result> results = new ArrayList<>();
      Optional<NginxServer> nginx = NginxServer.start(workspace);
      try {
        results.add(
            compare(setting, "send 10,000 files of 4 KiB", mail::park, nginx, put(nginx, tree)));
        results.add(
            compare(setting, "fetch 10,000 files of 4 KiB", mail::fetch, nginx, get(nginx)));
      } finally {
        nginx.ifPresent(NginxServer::close);
      }
      return results;
    } finally {
      Workspace.delete(tree);
      Workspace.delete(data);
    }
  }

  private static Result compare(
      Setting setting,
      String name,
      java.util.function.DoubleSupplier ours,
      Optional<NginxServer> nginx,
      String shell) {
    if (nginx.isEmpty()) {
      return Result.figure(name, setting.rounds().alone(ours), "s").limitedTo(MOST_SECONDS);
    }
    Workspace workspace = setting.workspace();
    return setting
        .rounds()
        .against(name, ours, "tar through curl and nginx", () -> shell(shell, workspace), "s", 0)
        .limitedTo(MOST_SECONDS);
  }

  private static double shell(String line, Workspace workspace) {
    double seconds =
        Tool.run(List.of("sh", "-c", line), Map.of(), workspace.root(), workspace.log("tar"))
            .seconds();
    Workspace.delete(workspace.root().resolve("untarred"));
    return seconds;
  }

  private static String put(Optional<NginxServer> nginx, Path tree) {
    return nginx
        .map(each -> "tar c -C %s . | curl -sSf -T - %s".formatted(tree, each.url("tree.tar")))
        .orElse("");
  }

  private static String get(Optional<NginxServer> nginx) {
    return nginx
        .map(each ->
            "mkdir untarred && curl -sSf %s | tar x -C untarred".formatted(each.url("tree.tar")))
        .orElse("");
  }
}
