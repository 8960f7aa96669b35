package dev.glide.chunks.retention;

import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.TransferKey;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Deletes what was still on its way when its transfer ended: looks once more a while after. What
 * this forgets, because the process ends, goes when its day has passed.
 */
@ApplicationScoped
class LateChunks {
  private static final Logger LOG = Logger.getLogger(LateChunks.class);

  /** A sender hears of the end within seconds; until then it may bring a chunk or two. */
  static final Duration WHILE = Duration.ofSeconds(30);

  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final ChunkStorage storage;
  private final DeletedChunks deleted;
  private final Clock clock;

  LateChunks(ChunkStorage storage, DeletedChunks deleted, Clock clock) {
    this.storage = storage;
    this.deleted = deleted;
    this.clock = clock;
  }

  /** Has this transfer looked at again. */
  void expect(TransferKey transfer) {
    ended.add(new Ended(transfer, clock.instant().plus(WHILE)));
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void delete() {
    for (Ended next = ended.peek(); next != null && next.isDue(clock); next = ended.peek()) {
      ended.remove(next);
      try {
        deleted.add(DeletedChunks.Reason.ENDED, storage.delete(next.transfer()));
      } catch (IOException e) {
        LOG.warnf(e, "late chunks of %s stay until their day has passed", next.transfer());
      }
    }
  }

  private record Ended(TransferKey transfer, Instant due) {
    boolean isDue(Clock clock) {
      return !due.isAfter(clock.instant());
    }
  }
}
