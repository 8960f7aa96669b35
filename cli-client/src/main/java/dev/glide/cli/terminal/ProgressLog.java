package dev.glide.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;

/** Progress where nobody watches a terminal: one plain line a second. */
public final class ProgressLog implements Meter.Display {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final PrintStream err;

  public ProgressLog(PrintStream err) {
    this.err = err;
  }

  @Override
  public void show(Reading reading) {
    String words = ProgressLine.words(reading);
    if (!words.isEmpty()) {
      err.println(words);
    }
  }

  @Override
  public void note(String line) {
    err.println(DisplayName.printable(line));
  }

  @Override
  public void end(Reading reading) {}

  @Override
  public Duration beat() {
    return BEAT;
  }
}
