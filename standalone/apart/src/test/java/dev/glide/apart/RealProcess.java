package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.GlideProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that can be started again and again as it was. What it says is in {@code logs} in its
 * folder. One thread.
 */
final class RealProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FAREWELL = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> command;
  private final Sign ready;
  private @Nullable GlideProcess process;

  /** By what one sees that a program serves. */
  @FunctionalInterface
  interface Sign {
    boolean seenOf(GlideProcess process) throws IOException, InterruptedException;
  }

  RealProcess(Path folder, Map<String, String> environment, List<String> command, Sign ready) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.command = List.copyOf(command);
    this.ready = ready;
  }

  /** Starts it where it does not run; it does not serve yet. */
  void launch() throws IOException {
    if (!isAlive()) {
      process = GlideProcess.run(folder, folder, environment, command).withoutInput();
    }
  }

  /** Waits until it serves. */
  void awaitReady() {
    GlideProcess started = running();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(30))
        .until(() -> !started.isAlive() || ready.seenOf(started));
    assertThat(started.isAlive()).as("%s serves; see %s", command, folder.resolve("logs")).isTrue();
  }

  void start() throws IOException {
    launch();
    awaitReady();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  GlideProcess running() {
    if (process == null) {
      throw new IllegalStateException(command + " has not been started");
    }
    return process;
  }

  /** SIGTERM, without waiting. */
  void terminate() {
    if (process != null) {
      process.terminate();
    }
  }

  /** SIGTERM, and waits for the end, which must come. */
  void stop() throws InterruptedException {
    if (process == null) {
      return;
    }
    terminate();
    boolean ended = process.endsWithin(FAREWELL);
    if (!ended) {
      kill();
    }
    assertThat(ended).as("%s ends when it is asked to; see %s", command, folder).isTrue();
  }

  /** SIGKILL to it and to those that it has started. */
  void kill() {
    if (process == null || !process.isAlive()) {
      return;
    }
    process.killWithChildren();
  }
}
