package dev.glide.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Lines at the end of what a terminal shows, drawn over themselves; the cursor stands in the last.
 */
final class DrawnLines implements ProgressBoard.Surface {
  private final PrintStream err;
  private final IntSupplier columns;
  private final Runnable flush;
  private List<String> lines = List.of();

  /**
   * Draws nothing yet.
   *
   * @param flush lets out what is held back on the way to the same terminal
   */
  DrawnLines(PrintStream err, IntSupplier columns, Runnable flush) {
    this.err = err;
    this.columns = columns;
    this.flush = flush;
  }

  @Override
  public int columns() {
    return columns.getAsInt();
  }

  @Override
  public void show(List<String> now) {
    if (!now.isEmpty() || !lines.isEmpty()) {
      err.print(toTheFirst() + String.join("\033[K\n", now) + "\033[J");
      err.flush();
      lines = List.copyOf(now);
    }
  }

  @Override
  public void above(Runnable words) {
    if (lines.isEmpty()) {
      words.run();
      return;
    }
    err.print(toTheFirst() + "\033[J");
    err.flush();
    words.run();
    flush.run();
    err.print(String.join("\n", lines));
    err.flush();
  }

  private String toTheFirst() {
    return lines.size() > 1 ? "\r\033[" + (lines.size() - 1) + "A" : "\r";
  }
}
