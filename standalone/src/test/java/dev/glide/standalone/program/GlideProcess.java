package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the packaged program. Its output goes to files, so that it never stands still
 * because nobody reads. It ends with the tests at the latest.
 */
public final class GlideProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Set<GlideProcess> RUNNING = new HashSet<>();
  private static boolean over;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(GlideProcess::end, "end of all processes"));
  }

  private final List<String> command;
  private final Process process;
  private final Path out;
  private final Path err;

  private GlideProcess(List<String> command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code bin/glide}.
   *
   * @param home the process's home; its output is kept there too
   * @param environment added to the little that every process gets
   */
  static GlideProcess start(
      Path home, Path workingFolder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start(program(), home, workingFolder, environment, arguments);
  }

  /** As above, of another package than that of the build. */
  static GlideProcess start(
      Path program,
      Path home,
      Path workingFolder,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(arguments);
    command.addFirst(program.toString());
    return run(home, workingFolder, environment, command);
  }

  /** As above, with any program that belongs to Glide. */
  public static GlideProcess run(
      Path home, Path workingFolder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path logs = Files.createDirectories(home.resolve("logs"));
    Path out = Files.createTempFile(logs, "process-", ".out");
    Path err = Path.of(out.toString().replaceFirst("out$", "err"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    return started(command, builder, out, err);
  }

  private static GlideProcess started(
      List<String> command, ProcessBuilder builder, Path out, Path err) throws IOException {
    synchronized (RUNNING) {
      if (over) {
        throw new IOException("the tests are over: nothing is started any more");
      }
      RUNNING.removeIf(each -> !each.isAlive());
      GlideProcess started = new GlideProcess(command, builder.start(), out, err);
      RUNNING.add(started);
      return started;
    }
  }

  /** Tests that are interrupted leave nothing running. */
  private static void end() {
    synchronized (RUNNING) {
      over = true;
      RUNNING.forEach(GlideProcess::killWithChildren);
    }
  }

  /** Its standard input, for whoever has not had it closed. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  public GlideProcess withoutInput() throws IOException {
    process.getOutputStream().close();
    return this;
  }

  /** The launcher that the build has packaged. */
  static Path program() {
    return Path.of(System.getProperty("glide.package", "target/glide"), "bin", "glide");
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  /** SIGKILL, and waits for the end. */
  public void kill() {
    close();
  }

  /** SIGKILL to it and to all that it has started. */
  public void killWithChildren() {
    List<ProcessHandle> children = process.descendants().toList();
    kill();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGSTOP: it stays there and does nothing, not even end. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    assertThat(exit).as("SIG%s to %s", name, command).isZero();
  }

  /** What it has said with {@code --json} so far. */
  public List<JsonNode> events() throws IOException {
    return Events.in(out());
  }

  /** True if it has ended within {@code atMost}. */
  public boolean endsWithin(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost);
  }

  /** Waits for the end; a process that does not come to one is killed and fails the test. */
  public Ended await() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE);
    if (!ended) {
      kill();
    }
    assertThat(ended).as("%s ended; it said: %s", command, err()).isTrue();
    return new Ended(command, process.exitValue(), out(), err());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** How a process has ended. */
  public record Ended(List<String> command, int exitCode, String out, String err) {
    /** The last event of a kind that it has said with {@code --json}. */
    public JsonNode event(String kind) throws IOException {
      return Events.last(out, kind)
          .orElseThrow(() -> new AssertionError(this + " said no “" + kind + "”"));
    }

    /** All that it has said with {@code --json}. */
    public List<JsonNode> events() throws IOException {
      return Events.in(out);
    }

    /** It has failed by this name; it was asked to say so with {@code --json}. */
    public Ended expect(int expected, String code) throws IOException {
      expect(expected);
      assertThat(event("error").path("code").asText()).as("%s", this).isEqualTo(code);
      return this;
    }

    public Ended orFail() {
      return expect(0);
    }

    public Ended expect(int expected) {
      assertThat(exitCode)
          .as("exit code of %s%nout: %s%nerr: %s", command, out, err)
          .isEqualTo(expected);
      return this;
    }
  }
}
