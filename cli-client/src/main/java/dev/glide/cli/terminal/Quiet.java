package dev.glide.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;

/** Progress under {@code --quiet}: only what a person must know. */
final class Quiet implements Meter.Display {
  private final PrintStream err;

  Quiet(PrintStream err) {
    this.err = err;
  }

  @Override
  public void show(Reading reading) {}

  @Override
  public void note(String line) {
    err.println(DisplayName.printable(line));
  }

  @Override
  public void end(Reading reading) {}

  @Override
  public Duration beat() {
    return Duration.ofMinutes(1);
  }
}
