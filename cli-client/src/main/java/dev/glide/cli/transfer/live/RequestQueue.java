package dev.glide.cli.transfer.live;

import java.util.Optional;

/**
 * What a receiver has asked for on one lane and has not been sent yet, in its order. Thread-safe.
 */
final class RequestQueue {
  /** As many as a receiver may ask for ahead (protocol, section 10). */
  static final int CAPACITY = 64;

  private final int[] indexes = new int[CAPACITY];
  private final int[] offsets = new int[CAPACITY];
  private int first;
  private int count;
  private boolean poked;
  private boolean ended;

  /** A chunk from this byte of its content on. */
  record Asked(int index, int offset) {}

  /** Adds one at the end; false if there are as many as may be. */
  synchronized boolean add(int index, int offset) {
    if (count == CAPACITY) {
      return false;
    }
    int at = (first + count++) % CAPACITY;
    indexes[at] = index;
    offsets[at] = offset;
    notifyAll();
    return true;
  }

  /** Forgets a chunk that has not been taken yet. */
  synchronized void drop(int index) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int from = (first + i) % CAPACITY;
      if (indexes[from] != index) {
        int to = (first + kept++) % CAPACITY;
        indexes[to] = indexes[from];
        offsets[to] = offsets[from];
      }
    }
    count = kept;
  }

  /** Waits for the next, or for a poke; empty for a poke and at the end. */
  synchronized Optional<Asked> take() throws InterruptedException {
    while (count == 0 && !poked && !ended) {
      wait();
    }
    poked = false;
    if (count == 0 || ended) {
      return Optional.empty();
    }
    Asked next = new Asked(indexes[first], offsets[first]);
    first = (first + 1) % CAPACITY;
    count--;
    return Optional.of(next);
  }

  /** Has whoever waits look up: there may be something else to do. */
  synchronized void poke() {
    poked = true;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean hasEnded() {
    return ended;
  }
}
