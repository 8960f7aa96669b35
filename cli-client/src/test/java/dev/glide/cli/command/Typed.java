package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.identity.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Command lines as somebody types them, with what comes back. */
final class Typed {
  private final Map<String, String> environment;

  /** How a command line ended. */
  record Ended(ExitCode code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Somebody with keys of their own in {@code home}. */
  Typed(Path home, String server) {
    environment = Map.of("GLIDE_HOME", home.toString(), "GLIDE_SERVER", server, "HOSTNAME", "test");
  }

  Settings settings() {
    return Settings.of(environment);
  }

  /** A command line that has not ended yet. */
  static final class Running {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FutureTask<Ended> task;
    private final Thread thread;

    private Running(Function<ByteArrayOutputStream, Ended> work) {
      task = new FutureTask<>(() -> work.apply(out));
      thread = Thread.ofPlatform().daemon().start(task);
    }

    /** What it has said so far. */
    List<String> lines() {
      return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** As Ctrl-C does. */
    Ended interrupt() throws Exception {
      thread.interrupt();
      return task.get(60, TimeUnit.SECONDS);
    }
  }

  Running begin(String... words) {
    return new Running(out -> typeWith("", out, words));
  }

  Ended type(String... words) {
    return typeWith("", words);
  }

  Ended typeWith(String input, String... words) {
    return typeWith(input, new ByteArrayOutputStream(), words);
  }

  private Ended typeWith(String input, ByteArrayOutputStream out, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Interpreter interpreter =
        new Interpreter(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "",
            Clock.systemUTC());
    ExitCode code = interpreter.run(List.of(words));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
