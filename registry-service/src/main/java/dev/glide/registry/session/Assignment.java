package dev.glide.registry.session;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.database.Times;
import dev.glide.registry.relay.Relay;
import dev.glide.registry.relay.Relays;
import dev.glide.registry.session.Session.Receiver;
import dev.glide.registry.transfer.Announcements;
import dev.glide.registry.transfer.Transfer;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives sessions to relays, and says so. The caller holds the transfer's lock. */
@Singleton
final class Assignment {
  private final Sessions sessions;
  private final Relays relays;
  private final Announcements announcements;
  private final Audit audit;
  private final Clock clock;
  private final boolean spreads;

  Assignment(
      Sessions sessions,
      Relays relays,
      Announcements announcements,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "glide.session.relays") int mostRelays) {
    this.sessions = sessions;
    this.relays = relays;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
    this.spreads = mostRelays > 1;
  }

  /**
   * Makes a session.
   *
   * @param wide whether both sides may be at two relays at once
   * @throws GlideException {@code no-relay}
   */
  Session first(Handle db, Transfer transfer, Caller caller, boolean wide) {
    Receiver receiver = new Receiver(caller.user(), caller.handle(), caller.device());
    Relay relay = relay(null);
    Session session =
        new Session(
            UUID.randomUUID(), transfer.id(), receiver, 1, relay, wide ? beside(relay) : null);
    Instant now = Times.now(clock);
    sessions.add(db, session, now);
    announce(db, transfer, session, caller, now);
    return session;
  }

  /**
   * Moves a session whose relay has failed under the next epoch; to another relay, if one is there.
   *
   * @param wide whether both sides may be at two relays at once, as far as the caller knows
   * @throws GlideException {@code no-relay}
   */
  Session next(Handle db, Transfer transfer, Session lost, Caller caller, boolean wide) {
    relays.suspect(lost.relay().id());
    Relay odd = lost.odd();
    if (odd != null) {
      relays.suspect(odd.id());
    }
    Relay relay = relay(lost.relay().id());
    Session session = lost.movedTo(relay, wide || odd != null ? beside(relay) : null);
    Instant now = Times.now(clock);
    sessions.move(db, session, now);
    announce(db, transfer, session, caller, now);
    return session;
  }

  private Relay relay(@Nullable String last) {
    return relays
        .assign(last)
        .orElseThrow(() ->
            new GlideException(ErrorCode.NO_RELAY, "no relay can take a session now: try again"));
  }

  private @Nullable Relay beside(Relay relay) {
    return spreads ? relays.assignBeside(relay.id()).orElse(null) : null;
  }

  private void announce(Handle db, Transfer transfer, Session session, Caller caller, Instant now) {
    UUID receiver = session.receiver().user();
    UUID sender = transfer.sender().user();
    announcements.say(db, transfer, Kind.SESSION, List.of(receiver), now);
    UUID other = caller.device().equals(session.receiver().device()) ? sender : receiver;
    audit.write(db, List.of(audit.done(now, Action.SESSION, caller, transfer.id(), other)));
  }
}
