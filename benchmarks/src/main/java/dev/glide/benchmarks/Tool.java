package dev.glide.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts other programs, waits for them, and tells their wall time and peak memory. */
public final class Tool {
  private static final long LIMIT_SECONDS = 900;
  private static final long SAMPLE_MILLIS = 10;
  private static final long STOP_SECONDS = 20;

  /**
   * A finished process.
   *
   * @param peakBytes most resident memory it ever had, as the kernel counted it; 0 where there is
   *     no {@code /proc}
   */
  public record Run(double seconds, long peakBytes) {}

  private Tool() {}

  /** Where a program of this name is on the PATH, if it is installed. */
  public static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static Process start(
      List<String> command, Map<String, String> environment, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a command to its end. What it prints goes to {@code log}.
   *
   * @throws IllegalStateException with what it printed, if it fails or takes over 15 minutes
   */
  public static Run run(
      List<String> command, Map<String, String> environment, Path folder, Path log) {
    long begin = System.nanoTime();
    Process process = start(command, environment, folder, log);
    long peak = await(process, log);
    return new Run((System.nanoTime() - begin) / 1e9, peak);
  }

  /**
   * Waits for the end of a process.
   *
   * @return its peak memory in bytes, as in {@link Run}
   * @throws IllegalStateException with what it printed, if it fails or takes over 15 minutes
   */
  public static long await(Process process, Path log) {
    long begin = System.nanoTime();
    long peak = 0;
    try {
      while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, Memory.peakBytes(process.pid()));
        if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s"
              .formatted(
                  process.info().commandLine().orElse(log.getFileName().toString()),
                  process.exitValue(),
                  read(log)));
    }
    return peak;
  }

  /** Asks a process to end, and makes it end after 20 s. */
  public static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Lets some time pass before looking again. */
  public static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
