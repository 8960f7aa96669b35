package dev.glide.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@code glide server} that keeps its data below a given folder. */
public final class GlideServer implements AutoCloseable {
  private static final String READY = "glide server ready at ";
  private final Process process;
  private final String url;
  private final double secondsToReady;

  private GlideServer(Process process, String url, double secondsToReady) {
    this.process = process;
    this.url = url;
    this.secondsToReady = secondsToReady;
  }

  /** Starts one on loopback; see {@link #start(List, String, Path, Path)}. */
  public static GlideServer start(Path glide, Path folder, Path log) {
    return start(List.of(glide.toString()), "127.0.0.1", folder, log);
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @param glide the launcher, and what it is to be started with
   * @param host address to listen on
   * @throws IllegalStateException with what it printed, if it is not ready within a minute
   */
  public static GlideServer start(List<String> glide, String host, Path folder, Path log) {
    return start(glide, Map.of(), host, folder, log);
  }

  /** Starts one with settings in its environment; see {@link #start(List, String, Path, Path)}. */
  static GlideServer start(
      List<String> glide, Map<String, String> environment, String host, Path folder, Path log) {
    long begin = System.nanoTime();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(glide);
    command.addAll(List.of("server", "--host", host, "--port", Integer.toString(Ports.free())));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    Process process = Tool.start(command, environment, folder, log);
    while (process.isAlive() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(60)) {
      String said = Tool.read(log);
      int at = said.indexOf(READY);
      int end = said.indexOf('\n', Math.max(at, 0));
      if (at >= 0 && end > at) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new GlideServer(process, said.substring(at + READY.length(), end).strip(), seconds);
      }
      Tool.pause(5);
    }
    process.destroyForcibly();
    throw new IllegalStateException("the server did not get ready: " + Tool.read(log));
  }

  public String url() {
    return url;
  }

  public double secondsToReady() {
    return secondsToReady;
  }

  /** Of the server itself; its database runs below it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** What the server, with its database, holds in memory now. */
  public long residentBytes() {
    return Memory.treeBytes(process.toHandle());
  }

  @Override
  public void close() {
    Tool.stop(process);
  }
}
