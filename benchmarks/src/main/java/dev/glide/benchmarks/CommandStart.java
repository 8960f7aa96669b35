package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How long the shortest commands take, from start to exit. */
final class CommandStart implements Scenario {
  private static final int MILLIS = 1000;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Rounds rounds = new Rounds(setting.rounds().count() * 4);
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      String java = ProcessHandle.current().info().command().orElse("java");
      return List.of(
          Result.figure(
              "java -version, for comparison",
              MILLIS
                  * rounds.alone(() ->
                      Tool.run(
                              List.of(java, "-Xshare:auto", "-version"),
                              Map.of(),
                              workspace.root(),
                              workspace.log("java"))
                          .seconds()),
              "ms"),
          Result.atMost(
              "glide --help",
              MILLIS * rounds.alone(() -> alice.run(workspace.root(), "--help").seconds()),
              "ms",
              100),
          Result.atMost(
              "glide list",
              MILLIS * rounds.alone(() -> alice.run(workspace.root(), "list").seconds()),
              "ms",
              150));
    } finally {
      Workspace.delete(data);
    }
  }
}
