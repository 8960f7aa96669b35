package dev.glide.cli.session;

import dev.glide.cli.seal.LaneCipher.Direction;

/** Which end of a session a client is. */
public enum Side {
  SENDER(0, Direction.TO_SENDER),
  RECEIVER(1, Direction.TO_RECEIVER);

  private final int code;
  private final Direction inbound;

  Side(int code, Direction inbound) {
    this.code = code;
    this.inbound = inbound;
  }

  /** Its byte in a hello. */
  int code() {
    return code;
  }

  /** Where the frames go that this side reads. */
  Direction inbound() {
    return inbound;
  }

  Side other() {
    return this == SENDER ? RECEIVER : SENDER;
  }
}
