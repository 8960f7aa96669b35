package dev.glide.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An nginx that takes PUT and answers GET on loopback: the baseline for parking and fetching. */
final class NginxServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private NginxServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, if nginx and curl are installed. */
  static Optional<NginxServer> start(Workspace workspace) {
    Optional<Path> nginx = Tool.find("nginx");
    if (nginx.isEmpty() || Tool.find("curl").isEmpty()) {
      return Optional.empty();
    }
    Path folder = workspace.folder("nginx");
    int port = Ports.free();
    try {
      // nginx gives up its rights: what it writes must not need them.
      for (String each : List.of("files", "temp")) {
        Path sub = workspace.folder("nginx/" + each);
        sub.toFile().setWritable(true, false);
        sub.toFile().setExecutable(true, false);
      }
      for (Path each : List.of(workspace.root(), folder)) {
        each.toFile().setExecutable(true, false);
        each.toFile().setReadable(true, false);
      }
      Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process process =
        Tool.start(
            List.of(nginx.get().toString(), "-c", folder.resolve("nginx.conf").toString()),
            Map.of(),
            folder,
            workspace.log("nginx"));
    Ports.awaitListening(port, process);
    return Optional.of(new NginxServer(process, port));
  }

  String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name;
  }

  private static String configuration(Path folder, int port) {
    return """
    worker_processes 2;
    daemon off;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log;
    events { worker_connections 256; }
    http {
      access_log off;
      sendfile on;
      client_body_temp_path %1$s/temp;
      proxy_temp_path %1$s/temp;
      fastcgi_temp_path %1$s/temp;
      uwsgi_temp_path %1$s/temp;
      scgi_temp_path %1$s/temp;
      client_max_body_size 0;
      server {
        listen 127.0.0.1:%2$d;
        root %1$s/files;
        location / { dav_methods PUT DELETE; }
      }
    }
    """
        .formatted(folder, port);
  }

  @Override
  public void close() {
    Tool.stop(process);
  }
}
