package dev.glide.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A MinIO on loopback, and its own client: the baseline for chunks in S3. */
final class MinioServer implements AutoCloseable {
  private static final String USER = "glide-bench";
  private static final String SECRET = "glide-bench-secret";
  private static final String BUCKET = "baseline";

  private final Process process;
  private final Workspace workspace;
  private final Path client;
  private final String url;

  private MinioServer(Process process, Workspace workspace, Path client, String url) {
    this.process = process;
    this.workspace = workspace;
    this.client = client;
    this.url = url;
  }

  /** Starts one, if minio and mc are on the PATH. */
  static Optional<MinioServer> start(Workspace workspace) {
    Optional<Path> server = Tool.find("minio");
    Optional<Path> client = Tool.find("mc");
    if (server.isEmpty() || client.isEmpty()) {
      return Optional.empty();
    }
    int port = Ports.free();
    Path folder = workspace.folder("minio");
    Process process =
        Tool.start(
            List.of(
                server.get().toString(),
                "server",
                "--quiet",
                "--address",
                "127.0.0.1:" + port,
                "--console-address",
                "127.0.0.1:0",
                folder.toString()),
            Map.of("MINIO_ROOT_USER", USER, "MINIO_ROOT_PASSWORD", SECRET),
            folder,
            workspace.log("minio"));
    Ports.awaitListening(port, process);
    MinioServer running = new MinioServer(process, workspace, client.get(), "127.0.0.1:" + port);
    running.awaitReady();
    return Optional.of(running);
  }

  /** Listening is not serving yet: mc tries until it is let in. */
  private void awaitReady() {
    run("ready", "bench");
    run("mb", "--ignore-existing", "bench/" + BUCKET);
  }

  /** What lets a Glide server keep its chunks there. */
  Map<String, String> settings() {
    return Map.of(
        "GLIDE_CHUNKS_STORAGE",
        "s3",
        "GLIDE_CHUNKS_S3_ENDPOINT",
        "http://" + url,
        "GLIDE_CHUNKS_S3_ACCESS_KEY",
        USER,
        "GLIDE_CHUNKS_S3_SECRET_KEY",
        SECRET,
        "GLIDE_CHUNKS_S3_CREATE_BUCKET",
        "true");
  }

  /** Seconds that the client takes to store a file. */
  double put(Path file) {
    return run("cp", "--quiet", file.toString(), "bench/" + BUCKET + "/large.bin");
  }

  /** Seconds that the client takes to fetch it. */
  double get(Path into) {
    return run("cp", "--quiet", "bench/" + BUCKET + "/large.bin", into.toString());
  }

  private double run(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(client.toString()));
    command.addAll(List.of(arguments));
    return Tool.run(
            command,
            Map.of(
                "MC_CONFIG_DIR",
                workspace.folder("mc").toString(),
                "MC_HOST_bench",
                "http://%s:%s@%s".formatted(USER, SECRET, url)),
            workspace.root(),
            workspace.log("mc"))
        .seconds();
  }

  @Override
  public void close() {
    Tool.stop(process);
  }
}
