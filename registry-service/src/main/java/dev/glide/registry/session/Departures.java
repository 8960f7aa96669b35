package dev.glide.registry.session;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.database.Times;
import dev.glide.registry.relay.Evacuation;
import dev.glide.registry.relay.Relay;
import dev.glide.registry.relay.Relays;
import dev.glide.registry.transfer.Announcements;
import dev.glide.registry.transfer.Transfer;
import dev.glide.registry.transfer.Transfers;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Moves the sessions of a relay that is going to the others, before anyone loses them. What no
 * other relay can take stays, and is tried again with the relay's next beat.
 */
@Singleton
final class Departures implements Evacuation {
  private static final Logger LOG = Logger.getLogger(Departures.class);
  private static final int BATCH = 100;
  private static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Sessions sessions;
  private final Relays relays;
  private final Announcements announcements;
  private final Audit audit;
  private final Clock clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  Departures(
      Jdbi jdbi,
      Transfers transfers,
      Sessions sessions,
      Relays relays,
      Announcements announcements,
      Audit audit,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.sessions = sessions;
    this.relays = relays;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
  }

  /** Asks the database nothing if there is nowhere to go: it may be going itself. */
  @Override
  public void start(String relay) {
    if (relays.anyBut(relay) && underWay.add(relay)) {
      Thread.ofVirtual().name("departure").start(() -> leave(relay));
    }
  }

  private void leave(String relay) {
    try {
      UUID after = FIRST;
      List<UUID> batch;
      do {
        UUID from = after;
        batch = jdbi.inTransaction(db -> moveSome(db, relay, from));
        after = batch.isEmpty() ? after : batch.getLast();
      } while (batch.size() == BATCH);
    } catch (RuntimeException e) {
      LOG.warnf("the sessions of a relay that is going could not all be moved: %s", e);
    } finally {
      underWay.remove(relay);
    }
  }

  private List<UUID> moveSome(Handle db, String relay, UUID after) {
    List<UUID> locked = sessions.lockTransfersOn(db, relay, after, BATCH);
    Map<UUID, List<Session>> byTransfer =
        sessions.on(db, relay, locked).stream()
            .collect(Collectors.groupingBy(Session::transfer, TreeMap::new, Collectors.toList()));
    Instant now = Times.now(clock);
    byTransfer.forEach((id, leaving) -> {
      List<UUID> moved =
          leaving.stream()
              .filter(session -> move(db, session, relay, now))
              .map(session -> session.receiver().user())
              .distinct()
              .toList();
      if (!moved.isEmpty()) {
        Transfer transfer = transfers.find(db, id).orElseThrow();
        announcements.say(db, transfer, Kind.SESSION, moved, now);
        audit.write(db, audit.happened(now, Action.SESSION, id, moved));
      }
    });
    return locked;
  }

  private boolean move(Handle db, Session session, String leaving, Instant now) {
    Relay present = session.relay();
    Optional<Relay> next =
        present.id().equals(leaving) ? relays.assign(null) : Optional.of(present);
    next.ifPresent(
        relay -> sessions.move(db, session.movedTo(relay, odd(session, leaving, relay)), now));
    return next.isPresent();
  }

  /** Where the odd lanes go then: they stay where they can. */
  private @Nullable Relay odd(Session session, String leaving, Relay next) {
    Relay odd = session.odd();
    return odd == null || !(odd.id().equals(leaving) || odd.id().equals(next.id()))
        ? odd
        : relays.assignBeside(next.id()).filter(each -> !each.id().equals(leaving)).orElse(null);
  }
}
