package dev.glide.benchmarks.far;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries packets from one interface to another: each as much later, and some of them not at all.
 */
final class DelayLine {
  private static final int MOST_WAITING = 65_536;
  private static final int MTU = 1500;
  private static final long NOT_WORTH_SLEEPING_NANOS = 50_000;

  private record Packet(long dueNanos, MemorySegment bytes) {}

  private final Tun from;
  private final Tun to;
  private final long delayNanos;
  private final double loss;
  private final LinkedBlockingQueue<Packet> onTheWay = new LinkedBlockingQueue<>(MOST_WAITING);
  private final SplittableRandom random;

  private DelayLine(Tun from, Tun to, long delayNanos, double loss, long seed) {
    this.from = from;
    this.to = to;
    this.delayNanos = delayNanos;
    this.loss = loss;
    this.random = new SplittableRandom(seed);
  }

  /** Begins to carry, on two threads that end with this process. */
  static void start(Tun from, Tun to, long delayMillis, double loss, long seed) {
    DelayLine line =
        new DelayLine(from, to, TimeUnit.MILLISECONDS.toNanos(delayMillis), loss, seed);
    Thread.ofPlatform().daemon().name("delay-line-in").start(line::take);
    Thread.ofPlatform().daemon().name("delay-line-out").start(line::give);
  }

  private void take() {
    MemorySegment packet = Arena.ofAuto().allocate(MTU);
    while (true) {
      long length = from.read(packet);
      if (length < 0) {
        return;
      }
      if (random.nextDouble() >= loss) {
        MemorySegment copy = Arena.ofAuto().allocate(length);
        copy.copyFrom(packet.asSlice(0, length));
        // A line that is full drops, as a router does.
        onTheWay.offer(new Packet(System.nanoTime() + delayNanos, copy));
      }
    }
  }

  private void give() {
    try {
      while (true) {
        Packet next = onTheWay.take();
        for (long early = early(next); early > NOT_WORTH_SLEEPING_NANOS; early = early(next)) {
          LockSupport.parkNanos(early);
        }
        to.write(next.bytes, next.bytes.byteSize());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long early(Packet packet) {
    return packet.dueNanos - System.nanoTime();
  }
}
