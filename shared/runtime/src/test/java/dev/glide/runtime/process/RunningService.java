package dev.glide.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged service in a process of its own, on the loopback address; for tests. */
public final class RunningService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String READY = " ready at ";

  private final Process process;
  private final Path out;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningService(Process process, Path out, Path log) {
    this.process = process;
    this.out = out;
    this.log = log;
  }

  /**
   * Starts one; it may fail.
   *
   * @param jar system property that names the program
   * @param environment all that it is told, besides that it is to listen at a free port
   */
  public static RunningService start(String jar, Path folder, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile(Files.createDirectories(folder), "service", ".out");
      Path log = Files.createTempFile(folder, "service", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx192m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "--enable-native-access=ALL-UNNAMED",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-jar",
                      System.getProperty(jar, "no " + jar)))
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GLIDE_"));
      builder.environment().put("GLIDE_HOST", "127.0.0.1");
      builder.environment().put("GLIDE_PORT", "0");
      builder.environment().putAll(environment);
      return new RunningService(builder.start(), out, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it serves. */
  public RunningService awaitReady() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!out().contains(READY)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
          .as("it has ended and said: %s", log())
          .isFalse();
      assertThat(System.nanoTime() - end).as("it said: %s", log()).isNegative();
    }
    return this;
  }

  /** Where it can be reached, once it is ready. */
  public String origin() {
    String said = out();
    return said.substring(said.indexOf(READY) + READY.length()).strip();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(origin() + path)).build());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What it has said on standard output. */
  public String out() {
    return read(out);
  }

  /** What it has said on standard error. */
  public String log() {
    return read(log);
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end. */
  public int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("it ends; it said: %s", log())
        .isTrue();
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.shutdownNow();
    http.close();
  }
}
