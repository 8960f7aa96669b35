package dev.glide.registry.session;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.SigningKeys;
import dev.glide.registry.relay.Relay;
import dev.glide.registry.transfer.Transfer;
import dev.glide.registry.user.Presence;
import dev.glide.shared.api.LanePlace;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes what one of the two sides needs to come to a session. */
@Singleton
final class Grants {
  private final SigningKeys keys;
  private final Presence presence;
  private final Clock clock;
  private final Duration life;

  Grants(
      SigningKeys keys,
      Presence presence,
      Clock clock,
      @ConfigProperty(name = "glide.session.life") Duration life) {
    this.keys = keys;
    this.presence = presence;
    this.clock = clock;
    this.life = life;
  }

  SessionGrant toSender(Session session, Transfer transfer, Caller caller) {
    return write(session, transfer, caller, Side.SENDER, session.receiver().user());
  }

  SessionGrant toReceiver(Session session, Transfer transfer, Caller caller) {
    return write(session, transfer, caller, Side.RECEIVER, transfer.sender().user());
  }

  private SessionGrant write(
      Session session, Transfer transfer, Caller caller, Side side, UUID partner) {
    return new SessionGrant(
        session.id(),
        session.transfer(),
        session.receiver().handle(),
        session.receiver().device(),
        session.epoch(),
        session.relay().url(),
        !presence.onlineAmong(List.of(partner)).isEmpty(),
        ticket(session, session.relay(), transfer, caller, side),
        odd(session, transfer, caller, side));
  }

  private @Nullable LanePlace odd(Session session, Transfer transfer, Caller caller, Side side) {
    Relay odd = session.odd();
    return odd == null
        ? null
        : new LanePlace(odd.url(), ticket(session, odd, transfer, caller, side));
  }

  private Ticket ticket(Session session, Relay relay, Transfer transfer, Caller caller, Side side) {
    Instant expiresAt = transfer.endOfTicket(clock.instant(), life);
    String token =
        keys.signer()
            .sign(
                new SessionClaims(
                    session.id(),
                    session.transfer(),
                    caller.user(),
                    side,
                    session.epoch(),
                    relay.id(),
                    relay.address(),
                    expiresAt));
    return new Ticket(token, expiresAt);
  }
}
