package dev.glide.relay.pairing;

import dev.glide.relay.pairing.Arrival.Seat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one session: its newest epoch, who is here, and how others have ended. */
final class Session {
  private final Map<Seat, Connection> live = new HashMap<>();
  private final Map<Seat, Ended> ended = new HashMap<>();
  private int epoch;

  Session(int epoch) {
    this.epoch = epoch;
  }

  int epoch() {
    return epoch;
  }

  void moveOn(int newer) {
    epoch = newer;
  }

  boolean isLive() {
    return !live.isEmpty();
  }

  boolean has(UUID user) {
    return live.values().stream().anyMatch(each -> each.user().equals(user));
  }

  List<Connection> live() {
    return List.copyOf(live.values());
  }

  @Nullable Connection at(Seat seat) {
    return live.get(seat);
  }

  void enter(Connection connection) {
    live.put(connection.seat(), connection);
  }

  void leave(Connection connection, Ending ending, Instant now) {
    live.remove(connection.seat(), connection);
    ended.put(connection.seat(), new Ended(ending, now));
  }

  Optional<Ending> ending(Seat seat) {
    return Optional.ofNullable(ended.get(seat)).map(Ended::ending);
  }

  /** Forgets what ended before; true if nothing is left to know. */
  boolean forget(Instant before) {
    ended.values().removeIf(each -> each.at().isBefore(before));
    return live.isEmpty() && ended.isEmpty();
  }

  private record Ended(Ending ending, Instant at) {}
}
