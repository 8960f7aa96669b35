package dev.glide.cli.terminal;

import java.time.Duration;
import java.util.function.Consumer;

/** Progress for programs: a {@code progress} event a second, a {@code note} event for each note. */
final class ProgressEvents implements Meter.Display {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Consumer<Event> emit;

  ProgressEvents(Consumer<Event> emit) {
    this.emit = emit;
  }

  @Override
  public void show(Reading reading) {
    Event event = Event.of("progress").with("stage", reading.stage());
    if (reading.total() >= 0) {
      event.with("totalBytes", reading.total());
    }
    emit.accept(
        event
            .with("doneBytes", reading.done())
            .with("bytesPerSecond", Math.round(reading.rate()))
            .with("path", reading.routes().known()));
  }

  @Override
  public void note(String line) {
    emit.accept(Event.of("note").with("message", line));
  }

  @Override
  public void end(Reading reading) {
    show(reading);
  }

  @Override
  public Duration beat() {
    return BEAT;
  }
}
