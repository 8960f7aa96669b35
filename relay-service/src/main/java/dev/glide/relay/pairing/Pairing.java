package dev.glide.relay.pairing;

import dev.glide.relay.pairing.Arrival.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the two sides of each lane together. It is told of arrivals, departures and the time, and
 * answers with what is to be done; each connection that came gets exactly one {@link Step.End}. Not
 * thread-safe.
 */
public final class Pairing {
  private final PairingLimits limits;
  private final Map<Long, Connection> connections = new HashMap<>();
  private final Map<UUID, Session> sessions = new HashMap<>();
  private final Map<UUID, Set<UUID>> sessionsByUser = new HashMap<>();
  private int liveSessions;
  private boolean draining;

  public Pairing(PairingLimits limits) {
    this.limits = limits;
  }

  /** Why a connection for this seat would be turned away now; empty if it would not. */
  public Optional<Ending> refusal(Seat seat, UUID user) {
    Session session = sessions.get(seat.session());
    if (session != null && session.epoch() > seat.epoch()) {
      return Optional.of(Ending.TOO_LATE);
    }
    if (draining) {
      return Optional.of(Ending.DRAINING);
    }
    boolean isNew = session == null || !session.isLive();
    Set<UUID> own = sessionsByUser.getOrDefault(user, Set.of());
    boolean tooManyHere = isNew && liveSessions >= limits.maxSessions();
    boolean tooManyOwn = !own.contains(seat.session()) && own.size() >= limits.maxSessionsPerUser();
    return tooManyHere || tooManyOwn ? Optional.of(Ending.OVER_LIMIT) : Optional.empty();
  }

  /** A connection has come, with a number that no other has had. */
  public List<Step> arrive(Arrival arrival, Instant now) {
    Seat seat = arrival.seat();
    Optional<Ending> refusal = refusal(seat, arrival.user());
    if (refusal.isPresent()) {
      return List.of(new Step.End(arrival.connection(), refusal.get()));
    }
    List<Step> steps = new ArrayList<>();
    Session session = sessions.computeIfAbsent(seat.session(), id -> new Session(seat.epoch()));
    if (seat.epoch() > session.epoch()) {
      moveOn(session, seat, steps, now);
    }
    Connection before = session.at(seat);
    if (before != null) {
      endPair(before, Ending.REPLACED, Ending.PARTNER_LOST, steps, now);
    }
    Connection connection = new Connection(arrival, now);
    enter(session, connection);
    Connection partner = session.at(seat.opposite());
    if (partner != null && partner.partner() == null) {
      connection.join(partner, now);
      steps.add(
          new Step.Join(
              partner.number(), arrival.connection(), Duration.between(partner.since(), now)));
    }
    return steps;
  }

  /** A connection is gone; one that is not known any more is no matter. */
  public List<Step> depart(long number, Departure departure, Instant now) {
    Connection connection = connections.get(number);
    if (connection == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    switch (departure) {
      case FINISHED ->
          endPair(connection, Ending.PAIRED_AND_CLOSED, Ending.PAIRED_AND_CLOSED, steps, now);
      case BROKEN -> endPair(connection, Ending.GONE, Ending.PARTNER_LOST, steps, now);
      case FAILED -> endPair(connection, Ending.FAILED, Ending.FAILED, steps, now);
    }
    return steps;
  }

  /** Bytes have moved on this connection since the last time. */
  public void moved(long number, Instant now) {
    Connection connection = connections.get(number);
    if (connection != null) {
      connection.moved(now);
    }
  }

  /** Time has passed; ends what is overdue and forgets old endings. */
  public List<Step> advance(Instant now) {
    List<Step> steps = new ArrayList<>();
    for (Connection each : List.copyOf(connections.values())) {
      overdue(each, now)
          .filter(ending -> connections.containsKey(each.number()))
          .ifPresent(ending -> endPair(each, ending, ending, steps, now));
    }
    sessions.values().removeIf(session -> session.forget(now.minus(limits.memory())));
    return steps;
  }

  /** Lets nobody in any more; those who are here stay. */
  public void drain() {
    draining = true;
  }

  /** Lets people in again. */
  public void undrain() {
    draining = false;
  }

  /** Ends all that are here. */
  public List<Step> endAll(Ending ending, Instant now) {
    List<Step> steps = new ArrayList<>();
    for (Connection each : List.copyOf(connections.values())) {
      if (connections.containsKey(each.number())) {
        endPair(each, ending, ending, steps, now);
      }
    }
    return steps;
  }

  /** How the last connection at this seat ended, while it is known. */
  public Optional<Ending> ending(Seat seat) {
    Session session = sessions.get(seat.session());
    return session == null ? Optional.empty() : session.ending(seat);
  }

  /** Sessions with at least one connection. */
  public int sessions() {
    return liveSessions;
  }

  public int connections() {
    return connections.size();
  }

  /** Whether a session has a connection now. */
  public boolean isLive(UUID id) {
    Session session = sessions.get(id);
    return session != null && session.isLive();
  }

  /** Sessions that something is known of, for tests of what is kept. */
  int known() {
    return sessions.size();
  }

  int usersKnown() {
    return sessionsByUser.size();
  }

  private Optional<Ending> overdue(Connection connection, Instant now) {
    if (!now.isBefore(connection.since().plus(limits.lifetime()))) {
      return Optional.of(Ending.LIFETIME);
    }
    Connection partner = connection.partner();
    if (partner == null) {
      return now.isBefore(connection.since().plus(limits.waiting()))
          ? Optional.empty()
          : Optional.of(Ending.PARTNER_NEVER_CAME);
    }
    Instant last = later(connection.lastMove(), partner.lastMove());
    return now.isBefore(last.plus(limits.idle())) ? Optional.empty() : Optional.of(Ending.IDLE);
  }

  /** Ends all of the older epochs, and begins a new one. */
  private void moveOn(Session session, Seat newcomer, List<Step> steps, Instant now) {
    for (Connection each : session.live()) {
      if (each.seat().side() == newcomer.side()) {
        endPair(each, Ending.REPLACED, Ending.PARTNER_LOST, steps, now);
      }
    }
    for (Connection each : session.live()) {
      endPair(each, Ending.TOO_LATE, Ending.TOO_LATE, steps, now);
    }
    session.moveOn(newcomer.epoch());
  }

  private void enter(Session session, Connection connection) {
    if (!session.isLive()) {
      liveSessions++;
    }
    session.enter(connection);
    connections.put(connection.number(), connection);
    sessionsByUser
        .computeIfAbsent(connection.user(), id -> new HashSet<>())
        .add(connection.seat().session());
  }

  private void endPair(
      Connection connection, Ending own, Ending partners, List<Step> steps, Instant now) {
    Connection partner = connection.partner();
    end(connection, own, steps, now);
    if (partner != null) {
      end(partner, partners, steps, now);
    }
  }

  private void end(Connection connection, Ending ending, List<Step> steps, Instant now) {
    UUID id = connection.seat().session();
    @Nullable Session session = sessions.get(id);
    if (session == null || connections.remove(connection.number()) == null) {
      return;
    }
    session.leave(connection, ending, now);
    if (!session.isLive()) {
      liveSessions--;
    }
    if (!session.has(connection.user())) {
      sessionsByUser.computeIfPresent(
          connection.user(),
          (user, own) -> {
            own.remove(id);
            return own.isEmpty() ? null : own;
          });
    }
    steps.add(new Step.End(connection.number(), ending));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
