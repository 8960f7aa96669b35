package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.DatabaseAway;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Hears from the chunk store that a transfer is parked. Said again, said too late, or said of a
 * transfer that is cut otherwise by now, it changes nothing; the event is acknowledged after the
 * commit.
 */
@Singleton
public final class ParkedListener {
  private static final Logger LOG = Logger.getLogger(ParkedListener.class);
  private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);

  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Recipients recipients;
  private final Announcements announcements;
  private final Audit audit;
  private final Clock clock;
  private volatile boolean stopped;

  ParkedListener(
      Jdbi jdbi,
      Transfers transfers,
      Recipients recipients,
      Announcements announcements,
      Audit audit,
      Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.recipients = recipients;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  /**
   * Hears an event. It waits for a database that can't be reached, or that went away amid this, for
   * as long as that takes: it is not the event that is wrong.
   */
  @Incoming(Channels.CHUNK)
  @RunOnVirtualThread
  public void parked(ChunkEvent event) throws InterruptedException {
    while (true) {
      try {
        hear(event);
        return;
      } catch (JdbiException e) {
        if (stopped || !DatabaseAway.explains(e)) {
          throw e;
        }
        LOG.debugf("waits for the database: %s", e.getMessage());
        Thread.sleep(BEFORE_AGAIN);
      }
    }
  }

  private void hear(ChunkEvent event) {
    jdbi.useTransaction(db ->
        transfers
            .lock(db, event.transfer())
            .filter(transfer -> fits(transfer, event))
            .ifPresentOrElse(
                transfer -> park(db, transfer),
                () -> LOG.debugf("nothing to park: %s", event.transfer())));
  }

  private static boolean fits(Transfer transfer, ChunkEvent event) {
    return !transfer.hasEnded()
        && !transfer.open()
        && !transfer.live()
        && transfer.parkedAt() == null
        && transfer.chunks().chunkCount() == event.chunkCount();
  }

  private void park(Handle db, Transfer transfer) {
    Instant now = Times.now(clock);
    transfers.park(db, transfer.id(), now);
    List<UUID> left = recipients.left(db, transfer.id());
    announcements.say(db, transfer, Kind.PARKED, left, now);
    audit.write(db, audit.happened(now, Action.PARK, transfer.id(), left));
  }
}
