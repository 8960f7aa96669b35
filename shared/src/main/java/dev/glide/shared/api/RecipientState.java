package dev.glide.shared.api;

import java.time.Instant;

/** How far a transfer is with one recipient. */
public record RecipientState(String handle, State state, Instant since) {

  /** {@code OFFERED → ACCEPTED → DELIVERED}, or one of the three other ends. */
  public enum State {
    OFFERED,
    ACCEPTED,
    DELIVERED,
    DECLINED,
    CANCELLED,
    EXPIRED;

    public boolean isEnd() {
      return this != OFFERED && this != ACCEPTED;
    }
  }
}
