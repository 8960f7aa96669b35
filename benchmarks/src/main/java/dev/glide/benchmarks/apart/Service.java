package dev.glide.benchmarks.apart;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.Memory;
import dev.glide.benchmarks.Ports;
import dev.glide.benchmarks.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the three services in a process of its own, on a free port of loopback. */
public final class Service implements AutoCloseable {
  /** System property: the clone that has been built. */
  static final String TOP = "glide.top";

  private static final long LIMIT_SECONDS = 90;

  /** What a container of 512 MiB gives it; Java takes this collector by itself there. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final int port;
  private final double secondsToReady;
  private final Duration cpuToReady;

  /** Which one. */
  public enum Kind {
    REGISTRY("registry-service", "registry"),
    CHUNK_STORE("chunk-store", "chunk store"),
    RELAY("relay-service", "relay");

    private final String module;
    private final String words;

    Kind(String module, String words) {
      this.module = module;
      this.words = words;
    }

    /** As people call it. */
    public String words() {
      return words;
    }

    private Path jar() {
      return Path.of(System.getProperty(TOP, ""), module)
          .resolve("application/target/quarkus-app/quarkus-run.jar")
          .toAbsolutePath();
    }
  }

  private Service(Process process, int port, double secondsToReady) {
    this.process = process;
    this.port = port;
    this.secondsToReady = secondsToReady;
    this.cpuToReady = Cpu.of(process.toHandle());
  }

  /** Whether all of them have been built. */
  public static boolean areBuilt() {
    return List.of(Kind.values()).stream().allMatch(kind -> Files.isRegularFile(kind.jar()));
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @param settings beside where it listens
   * @param java options of Java's, besides those that all have
   * @param folder where it runs
   * @throws IllegalStateException with what it printed, if it is not ready in time
   */
  static Service start(
      Kind kind, Map<String, String> settings, List<String> java, Path folder, Path log) {
    int port = Ports.free();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("GLIDE_HOST", "127.0.0.1");
    environment.put("GLIDE_PORT", Integer.toString(port));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(java);
    command.addAll(List.of("-jar", kind.jar().toString()));
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long begin = System.nanoTime();
    Process process = Tool.start(command, environment, folder, log);
    String ready = "glide " + kind.words() + " ready at ";
    while (process.isAlive()
        && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
      if (Tool.read(log).contains(ready)) {
        return new Service(process, port, (System.nanoTime() - begin) / 1e9);
      }
      Tool.pause(5);
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "the %s did not get ready: %s".formatted(kind.words(), Tool.read(log)));
  }

  public int port() {
    return port;
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Processor time until it was ready: says the same on a busy machine, or nearly so. */
  Duration cpuToReady() {
    return cpuToReady;
  }

  long residentBytes() {
    return Memory.treeBytes(process.toHandle());
  }

  /** Processor time so far. */
  public Duration cpu() {
    return Cpu.of(process.toHandle());
  }

  @Override
  public void close() {
    Tool.stop(process);
  }
}
