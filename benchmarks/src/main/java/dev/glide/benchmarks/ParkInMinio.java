package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One large file by way of chunks in MinIO, against MinIO's own client and the same server. */
final class ParkInMinio implements Scenario {
  private static final double LEAST_RATIO = 1.0;

  @Override
  public String name() {
    return "minio";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Optional<MinioServer> started = MinioServer.start(setting.workspace());
    if (started.isEmpty()) {
      System.err.println("  left out: minio and mc are not on the PATH");
      return List.of();
    }
    try (MinioServer minio = started.get()) {
      return against(setting, minio);
    } finally {
      Workspace.delete(setting.workspace().folder("minio"));
    }
  }

  private static List<Result> against(Setting setting, MinioServer minio) {
    Workspace workspace = setting.workspace();
    Path file = workspace.randomFile("large.bin", setting.bytes());
    Path got = workspace.root().resolve("got.bin");
    Path data = workspace.folder("server");
    try (GlideServer server =
        GlideServer.start(
            List.of(setting.glide().toString()),
            minio.settings(),
            "127.0.0.1",
            data,
            workspace.log("server"))) {
      Person alice = Person.register(setting.glide(), workspace, "alice", server.url());
      Person bob = Person.register(setting.glide(), workspace, "bob", server.url());
      Mail mail = new Mail(workspace, alice, bob, file);
      Rounds rounds = setting.rounds();
      return List.of(
          rounds.against(
              "park one file in MinIO",
              mail::park,
              "mc cp to MinIO",
              () -> minio.put(file),
              "s",
              LEAST_RATIO),
          rounds.against(
              "fetch one file from MinIO",
              mail::fetch,
              "mc cp from MinIO",
              () -> minio.get(got),
              "s",
              LEAST_RATIO));
    } finally {
      Workspace.delete(file);
      Workspace.delete(got);
      Workspace.delete(data);
    }
  }
}
