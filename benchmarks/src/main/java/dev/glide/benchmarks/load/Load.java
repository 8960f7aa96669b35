package dev.glide.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Sends prepared requests over keep-alive connections and takes the time of each answer, in one
 * thread: it shares the machine with what it measures, so it must cost little. One thread.
 */
public final class Load implements AutoCloseable {
  private static final int FIRST_CAPACITY = 1 << 16;

  private final Selector selector;
  private final List<Line> lines = new ArrayList<>();
  private final ArrayDeque<Line> idle = new ArrayDeque<>();
  private long[] nanos = new long[FIRST_CAPACITY];
  private int answered;

  /** Connects to loopback. */
  public Load(int port, int connections) {
    try {
      selector = Selector.open();
      for (int i = 0; i < connections; i++) {
        lines.add(new Line(port, selector));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    idle.addAll(lines);
  }

  /** When the next request is due, and whether there is one more. */
  private interface Pace {
    /** Nanoseconds from the start; negative when there is none any more. */
    long due(int sent, long sinceStart);
  }

  /** Each connection asks again as soon as it is answered. */
  public Answered flatOut(Requests requests, Duration time) {
    return flatOut(requests, Integer.MAX_VALUE, time);
  }

  /** The same, so many times, or less if time is up before. */
  public Answered flatOut(Requests requests, int most, Duration time) {
    return run(requests, (sent, since) -> sent < most && since < time.toNanos() ? since : -1);
  }

  /**
   * Requests are due at even intervals, whatever becomes of those before: one that has to wait for
   * a connection has waited all the same.
   */
  public Answered atRate(Requests requests, double perSecond, Duration time) {
    double interval = 1e9 / perSecond;
    int count = (int) (time.toNanos() / interval);
    return run(requests, (sent, _) -> sent < count ? (long) (sent * interval) : -1);
  }

  private Answered run(Requests requests, Pace pace) {
    answered = 0;
    long start = System.nanoTime();
    int sent = 0;
    try {
      while (true) {
        long since = System.nanoTime() - start;
        long due = pace.due(sent, since);
        while (due >= 0 && due <= since && !idle.isEmpty()) {
          idle.pop().ask(requests.next(), start + due);
          sent++;
          due = pace.due(sent, since);
        }
        if (due < 0 && answered == sent) {
          return new Answered((System.nanoTime() - start) / 1e9, Arrays.copyOf(nanos, answered));
        }
        hear(idle.isEmpty() || due < 0 ? 0 : start + due);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for answers, at most until a moment; 0 for as long as it takes. */
  private void hear(long untilNanos) throws IOException {
    if (untilNanos == 0) {
      selector.select();
    } else {
      long millis = (untilNanos - System.nanoTime()) / 1_000_000;
      // What is due within the millisecond that a wait is exact to is not waited for.
      int _ = millis > 0 ? selector.select(millis) : selector.selectNow();
    }
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      Line line = (Line) ready.next().attachment();
      ready.remove();
      if (line.hear()) {
        note(System.nanoTime() - line.dueNanos());
        idle.push(line);
      }
    }
  }

  private void note(long took) {
    if (answered == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * answered);
    }
    nanos[answered++] = took;
  }

  @Override
  public void close() {
    try {
      for (Line each : lines) {
        each.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
