package dev.glide.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Progress on a terminal: one line that is drawn over itself and gone at the end. */
public final class ProgressLine implements Meter.Display {
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;

  private final PrintStream err;
  private final IntSupplier columns;
  private boolean drawn;

  public ProgressLine(PrintStream err, IntSupplier columns) {
    this.err = err;
    this.columns = columns;
  }

  @Override
  public void show(Reading reading) {
    String line = line(reading, columns.getAsInt() - 1);
    if (!line.isEmpty() || drawn) {
      err.print("\r" + line + "\033[K");
      err.flush();
      drawn = true;
    }
  }

  @Override
  public void note(String line) {
    wipe();
    err.println(DisplayName.printable(line));
    err.flush();
  }

  @Override
  public void end(Reading reading) {
    wipe();
    err.flush();
  }

  @Override
  public Duration beat() {
    return BEAT;
  }

  private void wipe() {
    if (drawn) {
      err.print("\r\033[K");
      drawn = false;
    }
  }

  /** The line for a reading, at most so many columns wide; the bar gives way first. */
  static String line(Reading reading, int columns) {
    String words = words(reading);
    int room = columns - words.length() - 2;
    if (reading.total() > 0 && room >= SHORTEST_BAR) {
      int head = reading.stage().isEmpty() ? 0 : reading.stage().length() + 2;
      String bar = bar(reading, Math.min(room, LONGEST_BAR)) + "  ";
      return words.substring(0, head) + bar + words.substring(head);
    }
    return words.length() <= columns ? words : words.substring(0, Math.max(0, columns));
  }

  /** What there is to say, most important first. */
  static String words(Reading reading) {
    StringBuilder line = new StringBuilder(reading.stage());
    if (reading.total() >= 0) {
      part(line, reading.percent() + "%");
      part(line, Sizes.text(reading.done()) + " of " + Sizes.text(reading.total()));
    } else if (reading.done() > 0) {
      part(line, Sizes.text(reading.done()));
    } else {
      return line.isEmpty() ? "" : line.append(" …").toString();
    }
    part(line, Sizes.rate(reading.rate()));
    if (reading.secondsLeft() >= 0) {
      part(line, Spans.clock(reading.secondsLeft()) + " left");
    } else {
      part(line, reading.total() < 0 ? Spans.clock(reading.elapsed().toSeconds()) : "waiting");
    }
    reading.routes().known().ifPresent(path -> part(line, path));
    return line.toString();
  }

  private static void part(StringBuilder line, String words) {
    line.append(line.isEmpty() ? "" : "  ").append(words);
  }

  private static String bar(Reading reading, int width) {
    int full = (int) Math.min(width, reading.done() * (double) width / reading.total());
    return "━".repeat(full) + "╌".repeat(width - full);
  }
}
