package dev.glide.shared.token;

import java.time.Instant;
import java.util.UUID;

/**
 * What a session ticket says: its bearer is one side of one session on one relay.
 *
 * @param user whose device the bearer is; limits count by user
 * @param relay id of the assigned relay
 * @param address internal origin of the assigned relay, where the others forward to
 */
public record SessionClaims(
    UUID session,
    UUID transfer,
    UUID user,
    Side side,
    int epoch,
    String relay,
    String address,
    Instant expiresAt) {

  /** Who sends and who receives. */
  public enum Side {
    SENDER,
    RECEIVER
  }
}
