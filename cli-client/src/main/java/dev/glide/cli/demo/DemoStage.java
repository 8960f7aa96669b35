package dev.glide.cli.demo;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's folder and processes. What it has started ends and what it has made goes when it is
 * closed, also when Ctrl-C closes it.
 */
final class DemoStage implements AutoCloseable {
  private final Path launcher;
  private final Path folder;
  private final boolean keep;
  private final boolean heard;
  private final List<Process> running = new ArrayList<>();
  private final Thread hook = new Thread(this::clear, "demo-clear");
  private boolean cleared;

  /**
   * Makes the folder.
   *
   * @param keep leave the folder when all is over
   * @param heard whether the people's commands speak to whoever watches the demo
   */
  DemoStage(Path launcher, Path parent, boolean keep, boolean heard) throws IOException {
    this.launcher = launcher;
    this.folder = Files.createTempDirectory(parent, "glide-demo-").toRealPath();
    this.keep = keep;
    this.heard = heard;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path folder() {
    return folder;
  }

  DemoServer server(int port) throws IOException, Failure {
    return DemoServer.start(program("server-home"), data(), port, this::remember);
  }

  /** Runs a command as somebody, in their own folder, to its end. */
  void run(String person, String... words) throws IOException, Failure {
    requireGood(await(begin(person, words)), person, words);
  }

  /** Begins a command as somebody, in their own folder. */
  Process begin(String person, String... words) throws IOException {
    ProcessBuilder program = command(person, words);
    if (heard) {
      program.redirectOutput(ProcessBuilder.Redirect.INHERIT);
      program.redirectError(ProcessBuilder.Redirect.INHERIT);
    } else {
      program.redirectOutput(log()).redirectError(log());
    }
    return start(program);
  }

  /** Begins a command that prints events. */
  DemoEvents start(String person, String... words) throws IOException {
    return new DemoEvents(start(command(person, words).redirectError(log())));
  }

  private Process start(ProcessBuilder program) throws IOException {
    Process process = program.start();
    remember(process);
    return process;
  }

  private ProcessBuilder command(String person, String... words) throws IOException {
    ProcessBuilder program = program(person);
    program.command().addAll(List.of(words));
    program.directory(home(person).toFile());
    return program.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  private ProcessBuilder.Redirect log() {
    return ProcessBuilder.Redirect.appendTo(folder.resolve("people.log").toFile());
  }

  /**
   * Requires that a command has done what it should.
   *
   * @throws Failure if it has not
   */
  static void requireGood(int status, String person, String... words) throws Failure {
    if (status != 0) {
      throw new Failure(
          ExitCode.FAILED,
          "demo-failed",
          "“glide " + String.join(" ", words) + "” of " + person + " ended with code " + status);
    }
  }

  /** Where somebody's files are. */
  Path home(String person) throws IOException {
    return Files.createDirectories(folder.resolve(person));
  }

  private Path data() {
    return folder.resolve("server-data");
  }

  private ProcessBuilder program(String person) throws IOException {
    ProcessBuilder program = new ProcessBuilder(new ArrayList<>(List.of(launcher.toString())));
    program
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("GLIDE_") && !name.equals("GLIDE_AOT"));
    program.environment().put("GLIDE_HOME", home(person).resolve(".glide").toString());
    return program;
  }

  private synchronized void remember(Process process) {
    if (cleared) {
      process.destroyForcibly();
    }
    running.removeIf(each -> !each.isAlive());
    running.add(process);
  }

  private static int await(Process process) throws Failure {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Failure.interrupted(e);
    }
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is what runs.
    }
  }

  private synchronized void clear() {
    if (cleared) {
      return;
    }
    cleared = true;
    try {
      for (Process process : running.reversed()) {
        DemoServer.end(process, data());
      }
      if (!keep) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> entries = Files.walk(root)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
