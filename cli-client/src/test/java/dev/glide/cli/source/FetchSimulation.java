package dev.glide.cli.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Runs a {@link FetchPlan} against {@link Scenario}s in virtual time. */
final class FetchSimulation {
  private static final long TICK = 250 * Scenario.MILLI;
  private static final long NEVER = 3_600_000 * Scenario.MILLI;

  final FetchPlan plan;
  final BitSet written = new BitSet();
  int duplicates;
  long now;
  private final int chunkCount;
  private final long growsEvery;
  private final List<Running> sources = new ArrayList<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private int ordinal;

  private record Event(long at, int ordinal, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(ordinal, other.ordinal);
    }
  }

  /** One source at work: it serves one request after the other, in their order. */
  private final class Running {
    final int number;
    final Scenario scenario;
    final Set<Integer> queue = new HashSet<>();
    long busyUntil;
    boolean gone;

    Running(int number, Scenario scenario) {
      this.number = number;
      this.scenario = scenario;
      at(scenario.comesAt, this::come);
      at(scenario.buriedAt, this::go);
    }

    void come() {
      plan.come(number, number, 1, scenario.most, now);
      announce();
    }

    void announce() {
      if (!gone) {
        BitSet has = (BitSet) scenario.has.clone();
        has.clear(plan.chunkCount(), Math.max(plan.chunkCount(), has.length()));
        plan.has(number, has);
      }
    }

    void go() {
      gone = true;
      plan.gone(number);
    }

    void ask(int index) {
      at(now + scenario.roundTrip / 2, () -> serve(index));
    }

    void serve(int index) {
      queue.add(index);
      busyUntil = scenario.serves(Math.max(now, busyUntil));
      at(busyUntil - scenario.chunkNanos / 2, () -> answer(index));
    }

    /** Half way through a chunk it is too late to drop it. */
    void answer(int index) {
      if (!queue.remove(index)) {
        return;
      }
      at(now + scenario.chunkNanos / 2 + scenario.roundTrip / 2, () -> bring(index));
    }

    void bring(int index) {
      if (gone || scenario.isDead(now)) {
        return;
      }
      if (scenario.lies.get(index)) {
        plan.lacks(number, index, now);
      } else if (scenario.spoilt.get(index)) {
        plan.received(number, index, now);
        plan.spoils(number, index, now);
      } else {
        plan.received(number, index, now);
        write(number, index);
      }
    }

    void pump() {
      for (int index : plan.takeDrops(number)) {
        at(now + scenario.roundTrip / 2, () -> queue.remove(index));
      }
      plan.lease(number, now)
          .ifPresent(lease -> {
            ask(lease.index());
            pump();
          });
    }
  }

  /**
   * Sets the scene.
   *
   * @param growsEvery a chunk more is known each time so long has gone by; 0: all from the start
   */
  FetchSimulation(int chunkCount, int reach, long growsEvery, List<Scenario> scenarios) {
    this.chunkCount = chunkCount;
    this.growsEvery = growsEvery;
    this.plan = new FetchPlan(growsEvery > 0 ? 0 : chunkCount, new BitSet(), reach);
    for (Scenario each : scenarios) {
      sources.add(new Running(sources.size(), each));
    }
    if (growsEvery > 0) {
      at(0, this::grow);
    }
  }

  private void grow() {
    int count = plan.chunkCount() + 1;
    plan.grow(count, -1, now);
    sources.forEach(Running::announce);
    if (count < chunkCount) {
      at(now + growsEvery, this::grow);
    }
  }

  private void at(long time, Runnable what) {
    if (time < NEVER) {
      events.add(new Event(time, ordinal++, what));
    }
  }

  private void write(int source, int index) {
    if (plan.arrived(source, index, now)) {
      if (written.get(index)) {
        throw new AssertionError("chunk " + index + " is new twice");
      }
      written.set(index);
    } else {
      duplicates++;
    }
  }

  /** Runs until all is here, or nothing happens any more. */
  void run() {
    long idleSince = 0;
    while (!isDone()) {
      long next = events.isEmpty() ? Long.MAX_VALUE : events.element().at();
      if (next > now + TICK) {
        now += TICK;
        if (events.isEmpty() && now - idleSince > 600 * Scenario.SECOND) {
          return;
        }
      } else {
        Event event = events.remove();
        now = event.at();
        idleSince = now;
        event.what().run();
      }
      sources.forEach(Running::pump);
    }
  }

  boolean isDone() {
    return plan.chunkCount() == chunkCount && plan.isDone();
  }
}
