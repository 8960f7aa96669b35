package dev.glide.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The columns of the terminal as {@code stty} knows them, asked again every two seconds. */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int PATIENCE_MILLIS = 500;

  private int columns = USUAL;
  private long askedAt;
  private boolean asked;

  @Override
  public int getAsInt() {
    long now = System.nanoTime();
    if (!asked || now - askedAt > FRESH_NANOS) {
      asked = true;
      askedAt = now;
      columns = ask();
    }
    return columns;
  }

  private int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return columns;
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int width = Integer.parseInt(size.strip().split(" ", 2)[1]);
      return width > 0 ? width : columns;
    } catch (IOException | RuntimeException e) {
      // No stty, no terminal: the usual width is as good a guess as any.
      return columns;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return columns;
    }
  }
}
