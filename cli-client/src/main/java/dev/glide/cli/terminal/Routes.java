package dev.glide.cli.terminal;

import java.util.Optional;

/**
 * How many bytes have taken which way.
 *
 * @param relay straight from one side to the other, through a relay
 * @param parked into, or from, the chunk store
 */
public record Routes(long relay, long parked) {
  public static final Routes NONE = new Routes(0, 0);

  /** As {@link #words}, for fields that are left out while no way is known. */
  public Optional<String> known() {
    return Optional.of(words()).filter(words -> !words.isEmpty());
  }

  /** {@code relay}, {@code parked} or {@code relay + parked}; empty while no way is known. */
  public String words() {
    if (relay > 0) {
      return parked > 0 ? "relay + parked" : "relay";
    }
    return parked > 0 ? "parked" : "";
  }
}
