package dev.glide.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Progress of several transfers at once, a line each, below what is said meanwhile. Thread-safe.
 */
public final class ProgressBoard {
  private static final int GAP = 2;

  private final Output output;
  private final Surface surface;
  private final List<Row> rows = new ArrayList<>();

  /** Where the lines are shown. Called by one thread at a time. */
  public interface Surface {
    int columns();

    /** Shows these lines in place of those before. */
    void show(List<String> lines);

    /** Says something above the lines. */
    void above(Runnable words);
  }

  /** Nobody watches. */
  static final class Nothing implements Surface {
    @Override
    public int columns() {
      return 0;
    }

    @Override
    public void show(List<String> lines) {}

    @Override
    public void above(Runnable words) {
      words.run();
    }
  }

  ProgressBoard(Output output, Surface surface) {
    this.output = output;
    this.surface = surface;
  }

  /**
   * Shows one more transfer, until the meter is closed.
   *
   * @param id of the transfer, if it is known, for programs
   */
  public Meter meter(String title, Optional<String> id) {
    Meter.Display display =
        output.manner().json() ? new ProgressEvents(output::emit, id) : new Row(title);
    return new Meter(display, System::nanoTime);
  }

  /** Says something without tearing the lines. */
  public synchronized void say(Runnable words) {
    surface.above(words);
  }

  private synchronized void put(Row row, Reading reading) {
    if (!rows.contains(row)) {
      rows.add(row);
    }
    row.reading = Optional.of(reading);
    show();
  }

  private synchronized void remove(Row row) {
    if (rows.remove(row)) {
      show();
    }
  }

  private void show() {
    int widest = 0;
    for (Row row : rows) {
      widest = Math.max(widest, DisplayName.width(row.title));
    }
    // The last column stays free: a character there makes some terminals begin a new line.
    int room = Math.max(0, surface.columns() - 1 - widest - GAP);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      String padding = " ".repeat(widest - DisplayName.width(row.title) + GAP);
      String words = row.reading.map(reading -> ProgressLine.line(reading, room)).orElse("");
      lines.add(row.title + padding + words);
    }
    surface.show(lines);
  }

  /** One transfer. */
  private final class Row implements Meter.Display {
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final int LONGEST_SHARE = 3;

    private final String title;
    private Optional<Reading> reading = Optional.empty();

    Row(String title) {
      int columns = surface.columns();
      this.title = DisplayName.shortened(title, Math.max(12, columns / LONGEST_SHARE));
    }

    @Override
    public void show(Reading now) {
      put(this, now);
    }

    @Override
    public void note(String line) {
      say(() -> output.warn(DisplayName.printable(line)));
    }

    @Override
    public void end(Reading reading) {
      remove(this);
    }

    @Override
    public Duration beat() {
      return BEAT;
    }
  }
}
