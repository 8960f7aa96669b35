package dev.glide.chunks.retention;

import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.shared.error.GlideException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Deletes what nobody else has deleted: whole days that have passed, and what interrupted calls
 * have left. Several may sweep one storage at once.
 */
@ApplicationScoped
class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final ChunkStorage storage;
  private final DeletedChunks deleted;
  private final Clock clock;

  Sweeper(ChunkStorage storage, DeletedChunks deleted, Clock clock) {
    this.storage = storage;
    this.deleted = deleted;
    this.clock = clock;
  }

  @Scheduled(
      every = "${glide.chunks.sweep-every:1h}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      for (LocalDate day : storage.days()) {
        if (day.isBefore(today)) {
          delete(day);
        }
      }
      storage.sweepLeftovers();
    } catch (IOException | GlideException e) {
      LOG.warnf("can't look for what has expired, will try again: %s", e.getMessage());
    }
  }

  /** A day that can't be deleted now does not keep the others from being deleted. */
  private void delete(LocalDate day) {
    LOG.infof("deleting the chunks that expired on %s", day);
    try {
      deleted.add(DeletedChunks.Reason.SWEPT, storage.deleteDay(day));
    } catch (IOException | GlideException e) {
      LOG.warnf("can't delete all of %s, will try again: %s", day, e.getMessage());
    }
  }
}
