package dev.glide.cli.transfer.live;

import dev.glide.shared.api.RecipientState;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What one recipient has, on each of the devices that have a session. Kept under one lock. */
final class Recipient {
  private final Map<UUID, Device> devices = new TreeMap<>();
  private RecipientState.State state = RecipientState.State.OFFERED;

  /** One device's chunks: those that it has, and those that this try has sent to it. */
  private static final class Device {
    final BitSet has = new BitSet();
    final BitSet sent = new BitSet();
  }

  RecipientState.State state() {
    return state;
  }

  void become(RecipientState.State now) {
    state = now;
  }

  private Device device(UUID id) {
    return devices.computeIfAbsent(id, _ -> new Device());
  }

  void join(UUID device) {
    device(device);
  }

  void has(UUID device, int first, int last) {
    device(device).has.set(first, last + 1);
  }

  /** Returns whether it had been sent before. */
  boolean sent(UUID device, int index) {
    BitSet sent = device(device).sent;
    boolean before = sent.get(index);
    sent.set(index);
    return before;
  }

  boolean wasSent(int index) {
    return devices.values().stream().anyMatch(each -> each.sent.get(index));
  }

  /**
   * Whether this chunk need not be brought any more. Any of several devices may be the one that
   * goes on later, so all of them must have it.
   */
  boolean needsNot(int index) {
    return state.isEnd() || holds(index);
  }

  private boolean holds(int index) {
    for (Device each : devices.values()) {
      if (!each.has.get(index)) {
        return false;
      }
    }
    return !devices.isEmpty();
  }
}
