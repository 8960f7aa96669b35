package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines for the shell from a person at a terminal, with history and completion. */
final class ShellPrompt implements ShellSession.Lines, AutoCloseable {
  private static final String PROMPT = "glide> ";
  private static final int HISTORY_LINES = 1000;

  private final Terminal terminal;
  private final LineReader reader;
  private final Context context;

  private ShellPrompt(Terminal terminal, LineReader reader, Context context) {
    this.terminal = terminal;
    this.reader = reader;
    this.context = context;
  }

  static ShellPrompt open(Context context) throws Failure {
    try {
      Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build();
      LineReader reader =
          LineReaderBuilder.builder()
              .appName("glide")
              .terminal(terminal)
              .parser(new DefaultParser())
              .completer(new ShellCompleter(context))
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .variable(LineReader.HISTORY_FILE, history(context))
              .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
              .build();
      return new ShellPrompt(terminal, reader, context);
    } catch (IOException e) {
      throw new Failure(ExitCode.FAILED, "no-terminal", "the terminal can't be used").because(e);
    }
  }

  @Override
  public Optional<List<String>> next() throws Failure {
    while (true) {
      try {
        return Optional.of(ShellWords.of(reader.readLine(PROMPT)));
      } catch (EndOfFileException e) {
        return Optional.empty();
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt drops the line, as in any shell.
      } catch (Failure e) {
        context.output().fail(e);
      }
    }
  }

  /** Ctrl-C stops the command, not the session: a transfer keeps what it has and can go on. */
  @Override
  public void guard(Runnable command) {
    Thread worker = Thread.currentThread();
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> worker.interrupt());
    try {
      command.run();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      // A late interrupt must not end the next line.
      boolean _ = Thread.interrupted();
    }
  }

  @Override
  public void close() throws Failure {
    try {
      reader.getHistory().save();
      terminal.close();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE,
              "history-unwritable",
              "the history of this session can't be kept")
          .because(e);
    }
  }

  /** The file of the history; only its owner may read what was sent to whom. */
  private static Path history(Context context) throws Failure {
    Path file = Profile.of(context.settings()).folders().state().resolve("shell-history");
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file);
      }
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return file;
    } catch (IOException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE, "history-unwritable", "the history can't be kept in " + file)
          .because(e);
    }
  }
}
