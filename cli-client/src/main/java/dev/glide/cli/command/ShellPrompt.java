package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Profile;
import dev.glide.cli.terminal.ProgressBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * A person at a terminal: lines with history and completion, while others may speak above them and
 * show progress below.
 */
final class ShellPrompt implements ProgressBoard.Surface, AutoCloseable {
  private static final String PROMPT = "glide> ";
  private static final int HISTORY_LINES = 1000;

  private final Terminal terminal;
  private final ShellReader reader;
  private final Context context;

  /** Who runs a command now, and is to be stopped by Ctrl-C. */
  private volatile @Nullable Thread worker;

  private ShellPrompt(Terminal terminal, ShellReader reader, Context context) {
    this.terminal = terminal;
    this.reader = reader;
    this.context = context;
  }

  static ShellPrompt open(Context context) throws Failure {
    try {
      Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build();
      ShellReader reader =
          new ShellReader(
              terminal,
              Map.of(
                  LineReader.HISTORY_FILE,
                  history(context),
                  LineReader.HISTORY_SIZE,
                  HISTORY_LINES));
      reader.setParser(new DefaultParser());
      reader.setCompleter(new ShellCompleter(context));
      reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
      ShellPrompt prompt = new ShellPrompt(terminal, reader, context);
      terminal.handle(Terminal.Signal.INT, _ -> prompt.interrupt());
      return prompt;
    } catch (IOException e) {
      throw new Failure(ExitCode.FAILED, "no-terminal", "the terminal can't be used").because(e);
    }
  }

  /** The next line's words; empty when the person has ended the input. */
  Optional<List<String>> next() {
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

  /** What the person answers; empty also for Ctrl-C and Ctrl-D. */
  String ask(String question) {
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      return reader.readLine(question + " ").strip();
    } catch (EndOfFileException | UserInterruptException e) {
      return "";
    } finally {
      reader.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }

  /** Ctrl-C stops the command, not the session: a transfer keeps what it has and can go on. */
  void guard(Runnable command) {
    worker = Thread.currentThread();
    try {
      command.run();
    } finally {
      worker = null;
      // A late interrupt must not end the next line.
      boolean _ = Thread.interrupted();
    }
  }

  private void interrupt() {
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Says a line above what is being typed; from any thread. */
  void above(String line) {
    reader.printAbove(line);
  }

  @Override
  public int columns() {
    return Math.max(20, terminal.getSize().getColumns());
  }

  @Override
  public void show(List<String> lines) {
    List<AttributedString> drawn =
        lines.stream()
            .map(each -> new AttributedString(each, AttributedStyle.DEFAULT.faint()))
            .toList();
    reader.undisturbed(() -> {
      Status status = Status.getStatus(terminal);
      if (status != null) {
        status.update(drawn);
      }
    });
  }

  @Override
  public void above(Runnable words) {
    words.run();
  }

  @Override
  public void close() throws Failure {
    try {
      show(List.of());
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
