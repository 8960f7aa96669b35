package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.SignedInDevices;
import dev.glide.registry.database.Times;
import dev.glide.registry.outbox.Outbox;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.RecipientState.State;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.TransferEvent.Kind;
import dev.glide.shared.token.TicketClaims.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Places an offer, or finds that the same one has been placed before. */
@Singleton
final class Placing {
  /** Each further one needs somebody who changes something between two statements. */
  private static final int TRIES = 10;

  private final Jdbi jdbi;
  private final Transfers transfers;
  private final SignedInDevices devices;
  private final Addressees addressees;
  private final PlacingStatement statement;
  private final Quota quota;
  private final Outbox outbox;
  private final Announcements announcements;
  private final Views views;
  private final Tickets tickets;
  private final Clock clock;

  Placing(
      Jdbi jdbi,
      Transfers transfers,
      SignedInDevices devices,
      Addressees addressees,
      PlacingStatement statement,
      Quota quota,
      Outbox outbox,
      Announcements announcements,
      Views views,
      Tickets tickets,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.devices = devices;
    this.addressees = addressees;
    this.statement = statement;
    this.quota = quota;
    this.outbox = outbox;
    this.announcements = announcements;
    this.views = views;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** The answer, and whether the transfer was placed just now. */
  record Result(Placed placed, boolean fresh) {}

  /**
   * Places an offer under the id that its sender has made.
   *
   * @throws GlideException {@code transfer-differs}, {@code transfer-ended}, {@code unknown-user},
   *     {@code devices-changed}, {@code quota-exceeded}
   */
  Result place(UUID id, Offer offer, Caller caller) {
    Transfer wanted = transfer(id, offer, caller);
    Optional<Result> before = jdbi.withHandle(db -> placeOrFind(db, wanted, offer, caller));
    // Its ticket is signed when no connection is held any more.
    return before.orElseGet(() -> new Result(fresh(wanted, offer, caller), true));
  }

  /** Empty if it has been placed just now, else what was placed before. */
  private Optional<Result> placeOrFind(Handle db, Transfer wanted, Offer offer, Caller caller) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<List<UUID>> recipients = addressees.of(db, offer);
      if (recipients.isPresent()
          && statement.execute(db, wanted, offer, recipients.get(), caller)) {
        outbox.wake();
        announcements.said(wanted.id(), Kind.OFFERED, recipients.get().size());
        return Optional.empty();
      }
      devices.require(caller.user(), caller.device());
      // What was placed once stays so, whatever has become of quota and devices since.
      Optional<Result> before = again(db, wanted, caller);
      if (before.isPresent()) {
        return before;
      }
      addressees.check(db, offer, caller);
      quota.check(db, caller.user(), wanted.reservedBytes());
      addressees.forget(offer);
    }
    throw new IllegalStateException("an offer finds the world changed at each of its tries");
  }

  private Transfer transfer(UUID id, Offer offer, Caller caller) {
    var now = Times.now(clock);
    return new Transfer(
        id,
        new Transfer.Sender(caller.user(), caller.handle(), caller.device()),
        offer.bodyDigest(),
        offer.summary(),
        offer.manifestDigest(),
        offer.signature(),
        offer.chunks(),
        offer.open(),
        offer.live(),
        null,
        offer.reservedBytes(),
        now,
        now.plus(offer.life()),
        null,
        null);
  }

  private Optional<Result> again(Handle db, Transfer wanted, Caller caller) {
    return transfers
        .find(db, wanted.id())
        .map(present -> new Result(placed(db, same(present, wanted), caller), false));
  }

  /** Whoever guesses another's id learns no more than that it is taken. */
  private Transfer same(Transfer present, Transfer wanted) {
    if (!present.sender().user().equals(wanted.sender().user())
        || !present.bodyDigest().equals(wanted.bodyDigest())) {
      throw new GlideException(
          ErrorCode.TRANSFER_DIFFERS, "another transfer has this id: make a new one");
    }
    if (present.isOver(clock.instant())) {
      throw Refusal.transferEnded("it can't be placed again under the same id");
    }
    return present;
  }

  private Placed placed(Handle db, Transfer present, Caller caller) {
    return new Placed(
        views.of(db, present, caller), tickets.write(present, caller.device(), Role.PUT));
  }

  private Placed fresh(Transfer placed, Offer offer, Caller caller) {
    List<RecipientState> states =
        offer.recipients().stream()
            .map(handle -> new RecipientState(handle, State.OFFERED, placed.createdAt()))
            .toList();
    return new Placed(
        Views.view(placed, states, offer.keys().get(caller.device())),
        tickets.write(placed, caller.device(), Role.PUT));
  }
}
