package dev.glide.cli.transfer.live;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What one device has of a stream, and what it has been sent. Kept under the window's lock. */
final class StreamReceiver {
  private final BitSet has = new BitSet();
  private final Map<Integer, Integer> sent = new HashMap<>();

  /** Whoever comes late can have only what is still kept. */
  StreamReceiver(int firstKept) {
    has.set(0, firstKept);
  }

  void has(int first, int last) {
    if (first <= last) {
      has.set(first, last + 1);
    }
  }

  int firstMissing() {
    return has.nextClearBit(0);
  }

  /** Returns how many of these bytes had been sent before. */
  int sent(int index, int from, int to) {
    int before = sentTo(index);
    sent.put(index, Math.max(before, to));
    return Math.max(0, Math.min(before, to) - from);
  }

  int sentTo(int index) {
    return sent.getOrDefault(index, 0);
  }

  void forget(int before) {
    sent.keySet().removeIf(index -> index < before);
  }
}
