package dev.glide.cli.command;

import dev.glide.cli.terminal.Meter;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.terminal.Reading;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows a transfer while it runs, and says what becomes of it when Ctrl-C ends it. The process then
 * ends by the signal itself, with code 130; what has been moved is on disk already.
 */
final class Watch implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final Meter meter;
  private final Thread hook;

  private Watch(Output output) {
    meter = output.meter();
    hook = new Thread(() -> interrupted(output), "glide-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Watch open(Output output) {
    return new Watch(output);
  }

  Progress progress() {
    return meter;
  }

  /** The transfer has come to its end: takes the progress away and says how it went. */
  Reading finish() {
    over.set(true);
    return meter.finish();
  }

  @Override
  public void close() {
    over.set(true);
    meter.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has had its say.
    }
  }

  private void interrupted(Output output) {
    if (over.compareAndSet(false, true)) {
      meter.close();
      output.warn("glide: interrupted; the same command again goes on where it was");
    }
  }
}
