package dev.glide.registry.transfer;

import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Ends a transfer once, when the last of its recipients has come to an end. */
@Singleton
final class Endings {
  private final Transfers transfers;
  private final Recipients recipients;
  private final Quota quota;
  private final Announcements announcements;

  Endings(Transfers transfers, Recipients recipients, Quota quota, Announcements announcements) {
    this.transfers = transfers;
    this.recipients = recipients;
    this.quota = quota;
    this.announcements = announcements;
  }

  /**
   * Ends the transfer if nobody can fetch it any more: its manifest goes, and its sender gets the
   * quota back. The caller holds the transfer's lock.
   */
  void endIfDone(Handle db, Transfer locked, Instant at) {
    if (locked.hasEnded() || !recipients.left(db, locked.id()).isEmpty()) {
      return;
    }
    transfers.end(db, locked.id(), at);
    quota.giveBack(db, locked.sender().user(), locked.reservedBytes());
    announcements.say(db, locked, Kind.ENDED, recipients.all(db, locked.id()), at);
  }
}
