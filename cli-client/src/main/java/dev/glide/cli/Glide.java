package dev.glide.cli;

import dev.glide.cli.command.Interpreter;
import dev.glide.cli.failure.ExitCode;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** The program {@code glide}. */
public final class Glide {
  /** The launcher says here which of standard input, output and error are a terminal: "012". */
  private static final String TERMINALS = "glide.terminals";

  private static final int BUFFER_BYTES = 64 * 1024;

  private Glide() {}

  public static void main(String[] words) {
    Interpreter interpreter =
        new Interpreter(
            System.getenv(),
            System.in,
            stream(FileDescriptor.out, false),
            stream(FileDescriptor.err, true),
            System.getProperty(TERMINALS, ""),
            Clock.systemUTC());
    ExitCode exitCode = interpreter.run(List.of(words));
    System.exit(exitCode.status());
  }

  /** Always UTF-8: a name that went in must come out, whatever the locale of the caller is. */
  private static PrintStream stream(FileDescriptor descriptor, boolean autoFlush) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        autoFlush,
        StandardCharsets.UTF_8);
  }
}
