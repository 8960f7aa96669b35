package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One large file to somebody who is offline, and fetched by them: against curl and nginx. */
final class ParkAndFetch implements Scenario {
  private static final double LEAST_RATIO = 0.9;

  @Override
  public String name() {
    return "park-fetch";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    Path file = workspace.randomFile("large.bin", setting.bytes());
    Path data = workspace.folder("server");
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      Mail mail = new Mail(workspace, alice, bob, file);
      Optional<NginxServer> nginx = NginxServer.start(workspace);
      if (nginx.isEmpty()) {
        return alone(setting.rounds(), mail);
      }
      try (NginxServer running = nginx.get()) {
        return against(setting.rounds(), mail, running, workspace, file);
      }
    } finally {
      Workspace.delete(file);
      Workspace.delete(data);
    }
  }

  private static List<Result> alone(Rounds rounds, Mail mail) {
    return List.of(
        Result.figure("park one file (nginx or curl not installed)", rounds.alone(mail::park), "s"),
        Result.figure("fetch one file", rounds.alone(mail::fetch), "s"));
  }

  private static List<Result> against(
      Rounds rounds, Mail mail, NginxServer nginx, Workspace workspace, Path file) {
    List<Result> results = new ArrayList<>();
    List<String> put = List.of("curl", "-sSf", "-T", file.toString(), nginx.url("large.bin"));
    List<String> get =
        List.of(
            "curl",
            "-sSf",
            "-o",
            workspace.root().resolve("got.bin").toString(),
            nginx.url("large.bin"));
    results.add(
        rounds.against(
            "park one file",
            mail::park,
            "curl PUT to nginx",
            () -> curl(put, workspace),
            "s",
            LEAST_RATIO));
    results.add(
        rounds.against(
            "fetch one file",
            mail::fetch,
            "curl GET from nginx",
            () -> curl(get, workspace),
            "s",
            LEAST_RATIO));
    Workspace.delete(workspace.root().resolve("got.bin"));
    return results;
  }

  private static double curl(List<String> command, Workspace workspace) {
    return Tool.run(command, Map.of(), workspace.root(), workspace.log("curl")).seconds();
  }
}
