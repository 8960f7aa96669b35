package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.transfer.Recipients.Standing;
import dev.glide.shared.api.RecipientState.State;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.TicketClaims.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What recipients and senders do to a transfer. Each step holds the transfer's lock, so that of two
 * at once one comes first and the other sees what it did; each may be repeated.
 */
@Singleton
final class Steps {
  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Recipients recipients;
  private final Endings endings;
  private final Announcements announcements;
  private final Audit audit;
  private final TransferCounts counts;
  private final Tickets tickets;
  private final Clock clock;

  Steps(
      Jdbi jdbi,
      Transfers transfers,
      Recipients recipients,
      Endings endings,
      Announcements announcements,
      Audit audit,
      TransferCounts counts,
      Tickets tickets,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.recipients = recipients;
    this.endings = endings;
    this.announcements = announcements;
    this.audit = audit;
    this.counts = counts;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** A recipient wants it, and gets the ticket to fetch it. */
  Ticket accept(UUID id, Caller caller) {
    return jdbi.inTransaction(db -> {
      Transfer transfer = locked(db, id);
      move(db, transfer, caller, Move.ACCEPT);
      if (transfer.isOver(clock.instant())) {
        throw Refusal.transferEnded("its time is over");
      }
      return tickets.write(transfer, caller.device(), Role.GET);
    });
  }

  void decline(UUID id, Caller caller) {
    jdbi.useTransaction(db -> move(db, locked(db, id), caller, Move.DECLINE));
  }

  void delivered(UUID id, Caller caller) {
    jdbi.useTransaction(db -> move(db, locked(db, id), caller, Move.DELIVER));
  }

  private Transfer locked(Handle db, UUID id) {
    return transfers.lock(db, id).orElseThrow(Refusal::unknownTransfer);
  }

  private void move(Handle db, Transfer transfer, Caller caller, Move move) {
    Standing standing =
        recipients.standing(db, transfer.id(), caller.user()).orElseThrow(Refusal::unknownTransfer);
    switch (move.on(standing.state())) {
      case DONE -> {}
      case REFUSED -> throw refused(transfer, standing.state());
      case CHANGES -> {
        Instant now = Times.now(clock);
        recipients.move(db, transfer.id(), caller.user(), move, now);
        announcements.say(db, transfer, move.event(), List.of(caller.user()), now);
        UUID sender = transfer.sender().user();
        audit.write(db, List.of(audit.done(now, move.action(), caller, transfer.id(), sender)));
        count(db, transfer, move, standing, now);
        endings.endIfDone(db, transfer, now);
      }
    }
  }

  private void count(Handle db, Transfer transfer, Move move, Standing before, Instant now) {
    if (move == Move.DELIVER) {
      counts.delivered(
          db,
          TransferCounts.Path.of(transfer.parkedAt() != null, before.met()),
          transfer.chunks().totalBytes(),
          Duration.between(before.since(), now));
    }
  }

  private static GlideException refused(Transfer transfer, State state) {
    String is = "it is " + state.name().toLowerCase(Locale.ROOT);
    return transfer.hasEnded()
        ? Refusal.transferEnded(is)
        : new GlideException(ErrorCode.WRONG_STATE, is);
  }

  /** Ends it for everyone who has not got it. */
  void cancel(UUID id, Caller caller) {
    jdbi.useTransaction(db -> {
      Transfer transfer = sent(db, id, caller);
      if (transfer.hasEnded()) {
        checkCancelled(db, transfer);
        return;
      }
      Instant now = Times.now(clock);
      List<UUID> left = recipients.moveAll(db, id, Move.CANCEL, now);
      announcements.say(db, transfer, Move.CANCEL.event(), left, now);
      audit.write(db, audit.doneWithEach(now, Move.CANCEL.action(), caller, id, left));
      endings.endIfDone(db, transfer, now);
    });
  }

  /** Again: fine. But what was fetched, declined or has expired by all can't be called off. */
  private void checkCancelled(Handle db, Transfer transfer) {
    boolean cancelled =
        recipients.of(db, List.of(transfer.id())).values().stream()
            .flatMap(List::stream)
            .anyMatch(each -> each.state().state() == State.CANCELLED);
    if (!cancelled) {
      throw Refusal.transferEnded("nobody is left who could still fetch it");
    }
  }

  private Transfer sent(Handle db, UUID id, Caller caller) {
    return Optional.of(locked(db, id))
        .filter(transfer -> transfer.sender().user().equals(caller.user()))
        .orElseThrow(Refusal::unknownTransfer);
  }

  /** A fresh ticket for someone who had one: the sender, or a recipient that has accepted. */
  Ticket ticket(UUID id, Caller caller) {
    return jdbi.inTransaction(db -> {
      Transfer transfer = transfers.find(db, id).orElseThrow(Refusal::unknownTransfer);
      boolean sender = transfer.sender().user().equals(caller.user());
      Optional<State> state = recipients.state(db, id, caller.user());
      if (!sender && state.isEmpty()) {
        throw Refusal.unknownTransfer();
      }
      if (transfer.isOver(clock.instant())) {
        throw Refusal.transferEnded("there is nothing to bring or fetch any more");
      }
      return tickets.write(transfer, caller.device(), role(sender, state));
    });
  }

  /** Who sends to themselves has both roles: the ticket to bring lets its bearer fetch, too. */
  private static Role role(boolean sender, Optional<State> state) {
    if (sender) {
      return Role.PUT;
    }
    if (state.filter(State.ACCEPTED::equals).isEmpty()) {
      throw new GlideException(ErrorCode.WRONG_STATE, "accept the transfer first");
    }
    return Role.GET;
  }
}
