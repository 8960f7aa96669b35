package dev.glide.benchmarks.live;

import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A {@code glide up} that takes what one person sends. */
public final class Waiting implements AutoCloseable {
  private static final long LIMIT_SECONDS = 300;
  private final Process process;
  private final Path log;
  private final Path folder;

  private Waiting(Process process, Path log, Path folder) {
    this.process = process;
    this.log = log;
    this.folder = folder;
  }

  /** Starts one and waits until it is online. */
  public static Waiting start(Workspace workspace, Person who, String from) {
    Path folder = workspace.folder("received");
    Path log = workspace.log("up");
    Process process =
        who.start(workspace.root(), log, "up", "--json", "--from", from, "--to", folder.toString());
    Waiting waiting = new Waiting(process, log, folder);
    waiting.await(() -> Tool.read(log).contains("\"event\":\"online\""), 5);
    return waiting;
  }

  Path folder() {
    return folder;
  }

  /** Removes what has come. */
  void empty() {
    Workspace.delete(folder);
    folder.toFile().mkdirs();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Looks again and again until something has come true.
   *
   * @throws IllegalStateException with what {@code up} has said, if it ends or takes too long
   */
  void await(BooleanSupplier what, long everyMillis) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!what.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("glide up does not go on: " + Tool.read(log));
      }
      Tool.pause(everyMillis);
    }
  }

  @Override
  public void close() {
    Tool.stop(process);
    Workspace.delete(folder);
  }
}
