package dev.glide.cli.demo;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo's own server: a real process with its data in the demo's folder. */
final class DemoServer {
  private static final String READY = "glide server ready at ";
  private static final int PATIENCE_SECONDS = 120;
  private static final int PARTING_SECONDS = 20;
  private static final int LAST_LINES = 5;

  private final Process process;
  private final String url;

  private DemoServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Hears of the process as soon as there is one, so that it can be ended before it is ready. */
  interface Started {
    void process(Process process);
  }

  /**
   * Starts a server and waits until it can serve.
   *
   * @param port 0 for any that is free
   */
  static DemoServer start(ProcessBuilder launcher, Path data, int port, Started started)
      throws IOException, Failure {
    Path log = data.resolveSibling("server.log");
    launcher
        .command()
        .addAll(List.of("server", "--port", Integer.toString(port), "--data", data.toString()));
    launcher.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = launcher.start();
    started.process(process);
    CompletableFuture<String> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("demo-server").start(() -> listen(process, ready));
    try {
      return new DemoServer(process, ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new Failure(
              ExitCode.FAILED,
              "server-not-ready",
              "the server does not start; it said last: " + lastLines(log))
          .because(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Failure.interrupted(e);
    }
  }

  private static void listen(Process process, CompletableFuture<String> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(line.substring(READY.length()).strip());
        }
      }
      ready.completeExceptionally(new IOException("the server has ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  String url() {
    return url;
  }

  int port() {
    return java.net.URI.create(url).getPort();
  }

  /** As {@code kill -9}: nothing can be tidied up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends a server of the demo and what it has started, whatever state it is in. */
  static void end(Process process, Path data) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PARTING_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    database(data).ifPresent(ProcessHandle::destroy);
  }

  /** The database that a killed server has left behind, if it still runs. */
  private static Optional<ProcessHandle> database(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(handle -> handle.info().command().orElse("").contains("postgres"));
    } catch (IOException | RuntimeException e) {
      // No such file: the server has stopped its database itself.
      return Optional.empty();
    }
  }

  private static String lastLines(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          " | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(nothing that can be read: " + e.getMessage() + ")";
    }
  }
}
