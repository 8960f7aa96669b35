package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.database.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Transfers whose time is over. */
@Singleton
public final class Overdue {
  private static final int BATCH = 100;

  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Recipients recipients;
  private final Endings endings;
  private final Announcements announcements;
  private final Audit audit;
  private final Clock clock;

  Overdue(
      Jdbi jdbi,
      Transfers transfers,
      Recipients recipients,
      Endings endings,
      Announcements announcements,
      Audit audit,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.recipients = recipients;
    this.endings = endings;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
  }

  /** Ends all that are overdue; returns how many. */
  public int expireAll() {
    int all = 0;
    int batch;
    do {
      batch = jdbi.inTransaction(this::expireBatch);
      all += batch;
    } while (batch == BATCH);
    return all;
  }

  private int expireBatch(Handle db) {
    Instant now = Times.now(clock);
    List<UUID> overdue = transfers.overdue(db, now, BATCH);
    for (UUID id : overdue) {
      Transfer transfer = transfers.find(db, id).orElseThrow();
      List<UUID> left = recipients.moveAll(db, id, Move.EXPIRE, now);
      announcements.say(db, transfer, Move.EXPIRE.event(), left, now);
      audit.write(db, audit.happened(now, Move.EXPIRE.action(), id, left));
      endings.endIfDone(db, transfer, now);
    }
    return overdue.size();
  }

  /** Forgets transfers that ended before; returns how many. */
  public int forgetEnded(Handle db, Instant before) {
    return transfers.forget(db, before);
  }
}
