package dev.glide.registry.outbox;

import dev.glide.registry.database.Times;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Events that are committed together with what they tell of, and wait to be published.
 *
 * <p>Whoever adds an event holds the lock on its transfer's row, so that events of one transfer
 * have positions in the order of their commits.
 */
@Singleton
public final class Outbox {
  /** One permit is as good as many: the publisher empties the table each time. */
  private final Semaphore added = new Semaphore(0);

  /** Adds an event within the caller's transaction; it is published soon after the commit. */
  public void add(Handle handle, TransferEvent event) {
    handle
        .createUpdate(
            """
            INSERT INTO outbox (id, at, kind, transfer_id, sender_id, recipients, expiry_day)
            VALUES (:id, :at, :kind, :transfer, :sender, :recipients, :day)
            """)
        .bind("id", event.id())
        .bind("at", event.at())
        .bind("kind", event.kind().name())
        .bind("transfer", event.transfer())
        .bind("sender", event.sender())
        .bindArray("recipients", UUID.class, event.recipients())
        .bind("day", event.expiryDay())
        .execute();
    wakeAfterCommit(handle);
  }

  /** For statements that put their event into the table themselves. */
  public void wakeAfterCommit(Handle handle) {
    handle.afterCommit(added::release);
  }

  /** Waits until something was added in this process, or the time is over. */
  void awaitAdded(long millis) throws InterruptedException {
    if (added.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      added.drainPermits();
    }
  }

  /** The oldest events, oldest first. */
  List<Pending> oldest(Handle handle, int limit) {
    return handle
        .createQuery("SELECT * FROM outbox ORDER BY position LIMIT :limit")
        .bind("limit", limit)
        .map((row, context) -> pending(row))
        .list();
  }

  void remove(Handle handle, Collection<Long> positions) {
    handle
        .createUpdate("DELETE FROM outbox WHERE position = ANY(:positions)")
        .bindArray("positions", Long.class, positions)
        .execute();
  }

  private static Pending pending(ResultSet row) throws SQLException {
    Array recipients = row.getArray("recipients");
    return new Pending(
        row.getLong("position"),
        new TransferEvent(
            row.getObject("id", UUID.class),
            Times.read(row, "at"),
            Kind.valueOf(row.getString("kind")),
            row.getObject("transfer_id", UUID.class),
            row.getObject("sender_id", UUID.class),
            List.of((UUID[]) recipients.getArray()),
            row.getObject("expiry_day", LocalDate.class),
            null));
  }

  /** An event and its place in the order. */
  record Pending(long position, TransferEvent event) {}
}
