package dev.glide.cli.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Progress for programs: a {@code progress} event a second, a {@code note} event for each note. */
final class ProgressEvents implements Meter.Display {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Consumer<Event> emit;
  private final Optional<String> id;

  /**
   * Progress of one transfer.
   *
   * @param id which one, where several may run at once
   */
  ProgressEvents(Consumer<Event> emit, Optional<String> id) {
    this.emit = emit;
    this.id = id;
  }

  @Override
  public void show(Reading reading) {
    Event event = Event.of("progress").with("id", id).with("stage", reading.stage());
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
    emit.accept(Event.of("note").with("id", id).with("message", line));
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
