package dev.glide.relay.pairing;

import java.time.Duration;

/**
 * What a pairing allows.
 *
 * @param maxSessions on this relay; 0 for none at all
 * @param maxSessionsPerUser those where the user is on either side
 * @param waiting how long a connection waits for its partner
 * @param idle how long a pair may be silent in both directions
 * @param lifetime how old a connection may become
 * @param memory how long endings are known
 */
public record PairingLimits(
    int maxSessions,
    int maxSessionsPerUser,
    Duration waiting,
    Duration idle,
    Duration lifetime,
    Duration memory) {

  public PairingLimits {
    if (maxSessions < 0 || maxSessionsPerUser < 1) {
      throw new IllegalArgumentException("limits can't be negative, and a user needs one session");
    }
    for (Duration each : new Duration[] {waiting, idle, lifetime, memory}) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException("a limit of time must be positive");
      }
    }
  }
}
