package dev.glide.relay.pairing;

import dev.glide.shared.token.SessionClaims;
import java.util.UUID;

/**
 * A connection that has come for a lane of a session.
 *
 * @param connection its number, unique on this relay
 * @param user whose device it is; limits count by user
 */
public record Arrival(long connection, Seat seat, UUID user) {

  /** Where in a session a connection belongs; one at a time has the seat. */
  public record Seat(UUID session, int lane, SessionClaims.Side side, int epoch) {
    /** Lanes of one session, numbered from 0. */
    public static final int MAX_LANES = 16;

    public Seat {
      if (lane < 0 || lane >= MAX_LANES) {
        throw new IllegalArgumentException("no lane " + lane);
      }
    }

    Seat opposite() {
      return new Seat(
          session,
          lane,
          switch (side) {
            case SENDER -> SessionClaims.Side.RECEIVER;
            case RECEIVER -> SessionClaims.Side.SENDER;
          },
          epoch);
    }
  }
}
