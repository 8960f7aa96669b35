package dev.glide.registry.session;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.transfer.Recipients;
import dev.glide.registry.transfer.Transfer;
import dev.glide.registry.transfer.Transfers;
import dev.glide.shared.api.RecipientState.State;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings the two sides of a transfer to the same relay. Each request holds the transfer's lock, so
 * that both sides may ask, and report the same failure, at once: both get the same answer.
 */
@Singleton
final class Meetings {
  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Recipients recipients;
  private final Sessions sessions;
  private final Assignment assignment;
  private final Grants grants;
  private final Clock clock;

  Meetings(
      Jdbi jdbi,
      Transfers transfers,
      Recipients recipients,
      Sessions sessions,
      Assignment assignment,
      Grants grants,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.recipients = recipients;
    this.sessions = sessions;
    this.assignment = assignment;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * The session of the caller's device, or the one that the sender names.
   *
   * @throws GlideException {@code malformed}, {@code unknown-transfer}, {@code not-found}, {@code
   *     wrong-state}, {@code transfer-ended}, {@code no-relay}
   */
  SessionGrant meet(UUID id, @Nullable SessionRequest asked, Caller caller) {
    if (asked == null) {
      throw Refusal.malformed("the body is missing");
    }
    return jdbi.inTransaction(db -> {
      Transfer transfer = transfers.lock(db, id).orElseThrow(Refusal::unknownTransfer);
      if (asked.session() == null) {
        Session session = receiving(db, transfer, asked, caller);
        return grants.toReceiver(going(db, transfer, session, asked, caller), transfer, caller);
      }
      Session session = sending(db, transfer, asked.session(), caller);
      return grants.toSender(going(db, transfer, session, asked, caller), transfer, caller);
    });
  }

  private Session receiving(Handle db, Transfer transfer, SessionRequest asked, Caller caller) {
    Optional<State> state = recipients.state(db, transfer.id(), caller.user());
    if (state.isEmpty()) {
      throw isSender(transfer, caller)
          ? Refusal.malformed("the sender must name a session")
          : Refusal.unknownTransfer();
    }
    checkOpen(transfer);
    if (state.get() != State.ACCEPTED) {
      throw new GlideException(
          ErrorCode.WRONG_STATE, "only who has accepted it, and has not got it yet, can meet");
    }
    return sessions
        .ofDevice(db, transfer.id(), caller.device())
        .orElseGet(() -> assignment.first(db, transfer, caller, isWide(asked)));
  }

  private Session sending(Handle db, Transfer transfer, UUID session, Caller caller) {
    if (!isSender(transfer, caller)) {
      throw recipients.state(db, transfer.id(), caller.user()).isPresent()
          ? Refusal.malformed("only the sender names a session")
          : Refusal.unknownTransfer();
    }
    checkOpen(transfer);
    return sessions
        .find(db, transfer.id(), session)
        .orElseThrow(() ->
            new GlideException(
                ErrorCode.NOT_FOUND, "the transfer has no such session, or not any more"));
  }

  private static boolean isSender(Transfer transfer, Caller caller) {
    return transfer.sender().user().equals(caller.user());
  }

  private void checkOpen(Transfer transfer) {
    if (transfer.isOver(clock.instant())) {
      throw Refusal.transferEnded("nobody waits at a relay any more");
    }
  }

  /** Whoever reports an epoch that is not the present one any more comes second: it has moved. */
  private Session going(
      Handle db, Transfer transfer, Session session, SessionRequest asked, Caller caller) {
    Integer lost = asked.lost();
    return lost != null && lost == session.epoch()
        ? assignment.next(db, transfer, session, caller, isWide(asked))
        : session;
  }

  private static boolean isWide(SessionRequest asked) {
    Integer relays = asked.relays();
    return relays != null && relays > 1;
  }

  /** All sessions of a transfer that the caller sends; none once it has ended. */
  SessionList list(UUID id, Caller caller) {
    return jdbi.withHandle(db -> {
      Transfer transfer =
          transfers
              .find(db, id)
              .filter(each -> isSender(each, caller))
              .orElseThrow(Refusal::unknownTransfer);
      if (transfer.isOver(clock.instant())) {
        return new SessionList(List.of());
      }
      return new SessionList(
          sessions.ofTransfer(db, id).stream()
              .map(session -> grants.toSender(session, transfer, caller))
              .toList());
    });
  }
}
