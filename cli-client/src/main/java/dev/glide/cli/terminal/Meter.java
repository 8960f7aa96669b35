package dev.glide.cli.terminal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what a transfer tells, and has it shown at a steady beat until it is closed. */
public final class Meter implements Progress, AutoCloseable {
  private static final long WINDOW_NANOS = 3_000_000_000L;

  private final Display display;
  private final LongSupplier nanos;
  private final long startedAt;
  private final LongAdder moved = new LongAdder();
  private final LongAdder relayed = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Thread beat;

  private volatile String stage = "";
  private volatile long total = -1;
  private volatile long already;
  private boolean closed;

  private record Sample(long at, long bytes) {}

  /** Where the readings of a meter are shown; called by one thread at a time. */
  public interface Display {
    void show(Reading reading);

    void note(String line);

    /** The last call: takes away what must not stay. */
    void end(Reading reading);

    /** The time between two readings. */
    Duration beat();
  }

  /**
   * Starts to count.
   *
   * @param nanos the time, as {@link System#nanoTime}
   */
  public Meter(Display display, LongSupplier nanos) {
    this.display = display;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
    samples.add(new Sample(startedAt, 0));
    beat = Thread.ofPlatform().daemon().name("glide-progress").start(this::keepShowing);
  }

  @Override
  public void stage(String name) {
    stage = name;
  }

  @Override
  public void expect(long totalBytes, long alreadyBytes) {
    total = totalBytes;
    already = alreadyBytes;
  }

  @Override
  public void moved(long bytes) {
    moved.add(bytes);
  }

  @Override
  public void moved(long bytes, Route route) {
    switch (route) {
      case RELAY -> relayed.add(bytes);
      case PARKED -> parked.add(bytes);
    }
    moved(bytes);
  }

  @Override
  public synchronized void note(String line) {
    display.note(line);
  }

  /** How it stands now. */
  public synchronized Reading reading() {
    long now = nanos.getAsLong();
    long fresh = moved.sum();
    samples.addLast(new Sample(now, fresh));
    while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    long span = now - first.at();
    double rate = span <= 0 ? 0 : (fresh - first.bytes()) * 1e9 / span;
    return new Reading(
        stage,
        total,
        already + fresh,
        fresh,
        rate,
        Duration.ofNanos(now - startedAt),
        new Routes(relayed.sum(), parked.sum()));
  }

  /** The last reading; nothing is shown after it. */
  public Reading finish() {
    Reading last = reading();
    close();
    return last;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      display.end(reading());
    }
    beat.interrupt();
  }

  private void keepShowing() {
    try {
      while (true) {
        Thread.sleep(display.beat());
        showOnce();
      }
    } catch (InterruptedException e) {
      // Closed: the last word has been said.
    }
  }

  private synchronized void showOnce() {
    if (!closed) {
      display.show(reading());
    }
  }
}
