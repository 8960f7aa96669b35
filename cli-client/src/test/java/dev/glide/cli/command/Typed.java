package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

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

  Ended type(String... words) {
    return typeWith("", words);
  }

  Ended typeWith(String input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
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
