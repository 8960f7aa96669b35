package dev.glide.cli.transfer;

import java.util.BitSet;
import java.util.OptionalInt;

/** The chunks that are still to be brought, in ascending order, each to one worker. Thread-safe. */
final class SendQueue {
  private final BitSet missing;
  private int next;

  SendQueue(BitSet missing) {
    this.missing = (BitSet) missing.clone();
  }

  synchronized OptionalInt next() {
    int index = missing.nextSetBit(next);
    if (index < 0) {
      return OptionalInt.empty();
    }
    next = index + 1;
    return OptionalInt.of(index);
  }
}
