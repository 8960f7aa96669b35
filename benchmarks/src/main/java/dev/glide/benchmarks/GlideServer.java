package dev.glide.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@code glide server} that keeps its data below a given folder. */
final class GlideServer implements AutoCloseable {
  private static final String READY = "glide server ready at ";
  private final Process process;
  private final String url;
  private final double secondsToReady;

  private GlideServer(Process process, String url, double secondsToReady) {
    this.process = process;
    this.url = url;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @throws IllegalStateException with what it printed, if it is not ready within a minute
   */
  static GlideServer start(Path glide, Path folder, Path log) {
    int port = NginxServer.freePort();
    long begin = System.nanoTime();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process process =
        Tool.start(
            List.of(
                glide.toString(),
                "server",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString()),
            Map.of(),
            folder,
            log);
    while (process.isAlive() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(60)) {
      String said = Tool.read(log);
      int at = said.indexOf(READY);
      int end = said.indexOf('\n', Math.max(at, 0));
      if (at >= 0 && end > at) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new GlideServer(process, said.substring(at + READY.length(), end).strip(), seconds);
      }
      pause();
    }
    process.destroyForcibly();
    throw new IllegalStateException("the server did not get ready: " + Tool.read(log));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return url;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** What the server, with its database, holds in memory now. */
  long residentBytes() {
    return Memory.treeBytes(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
