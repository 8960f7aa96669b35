package dev.glide.registry.transfer;

import dev.glide.registry.outbox.Outbox;
import dev.glide.registry.trace.CurrentCorrelation;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts what happens to transfers into the outbox. */
@Singleton
public final class Announcements {
  private final Outbox outbox;
  private final TransferCounts counts;

  Announcements(Outbox outbox, TransferCounts counts) {
    this.outbox = outbox;
    this.counts = counts;
  }

  /** Says it once the caller's transaction, which holds the transfer's lock, has committed. */
  public void say(Handle db, Transfer transfer, Kind kind, List<UUID> recipients, Instant at) {
    outbox.add(db, at, List.of(event(transfer, kind, recipients, at)));
    int count = recipients.size();
    db.afterCommit(() -> said(transfer.id(), kind, count));
  }

  /** What is to be done once it is committed, where a statement has put the event there itself. */
  void said(UUID transfer, Kind kind, int recipients) {
    StateLines.say(transfer, kind);
    counts.changed(kind, recipients);
  }

  /** For statements that put the event into the outbox themselves. */
  static TransferEvent event(Transfer transfer, Kind kind, List<UUID> recipients, Instant at) {
    return new TransferEvent(
        UUID.randomUUID(),
        at,
        kind,
        transfer.id(),
        transfer.sender().user(),
        recipients,
        transfer.expiryDay(),
        CurrentCorrelation.id());
  }
}
