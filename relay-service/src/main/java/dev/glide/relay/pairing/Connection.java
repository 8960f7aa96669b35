package dev.glide.relay.pairing;

import dev.glide.relay.pairing.Arrival.Seat;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection that is here, alone or with its partner. */
final class Connection {
  private final Arrival arrival;
  private final Instant since;
  private Instant lastMove;
  private @Nullable Connection partner;

  Connection(Arrival arrival, Instant now) {
    this.arrival = arrival;
    this.since = now;
    this.lastMove = now;
  }

  long number() {
    return arrival.connection();
  }

  Seat seat() {
    return arrival.seat();
  }

  UUID user() {
    return arrival.user();
  }

  Instant since() {
    return since;
  }

  Instant lastMove() {
    return lastMove;
  }

  @Nullable Connection partner() {
    return partner;
  }

  void join(Connection other, Instant now) {
    partner = other;
    other.partner = this;
    lastMove = now;
  }

  void moved(Instant now) {
    lastMove = now;
  }
}
