package dev.glide.cli.command;

import java.util.Map;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** A line reader that lets others draw on its terminal without tearing what is being typed. */
final class ShellReader extends LineReaderImpl {
  ShellReader(Terminal terminal, Map<String, Object> variables) {
    super(terminal, "glide", variables);
  }

  /** Does something while the reader draws nothing. */
  void undisturbed(Runnable drawing) {
    lock.lock();
    try {
      drawing.run();
    } finally {
      lock.unlock();
    }
  }
}
