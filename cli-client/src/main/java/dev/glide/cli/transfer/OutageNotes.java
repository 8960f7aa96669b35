package dev.glide.cli.transfer;

import dev.glide.cli.remote.Patience;
import dev.glide.cli.terminal.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a person of an outage: once, though each worker notices by itself. */
final class OutageNotes implements Patience.Outage {
  private static final long APART_NANOS = Duration.ofSeconds(30).toNanos();

  private final Progress progress;
  private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - APART_NANOS);

  OutageNotes(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void lasts(boolean answers, Duration patience) {
    long now = System.nanoTime();
    long last = lastNanos.get();
    if (now - last >= APART_NANOS && lastNanos.compareAndSet(last, now)) {
      progress.note(
          "the server %s; trying again for up to %d s"
              .formatted(answers ? "can't do it now" : "does not answer", patience.toSeconds()));
    }
  }
}
