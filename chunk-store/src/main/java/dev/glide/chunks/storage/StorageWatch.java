package dev.glide.chunks.storage;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Looks every few seconds whether the storage can be used, and says so once when that changes. The
 * chunk store stays ready without it: another one would lack the same storage, and what it can't do
 * it refuses with {@code storage-away}, which clients outlast.
 */
@ApplicationScoped
public class StorageWatch {
  private static final Logger LOG = Logger.getLogger(StorageWatch.class);

  private final ChunkStorage storage;
  private final LongAdder failures = new LongAdder();
  private volatile boolean away;

  StorageWatch(ChunkStorage storage) {
    this.storage = storage;
  }

  /** Whether it could not be used when it was looked at last. */
  public boolean isAway() {
    return away;
  }

  /** How often it could not be used when it was looked at. */
  public long failures() {
    return failures.sum();
  }

  @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    try {
      storage.check();
      if (away) {
        LOG.info("the storage can be used again");
      }
      away = false;
    } catch (IOException | RuntimeException e) {
      failures.increment();
      if (!away) {
        LOG.warnf("the storage can't be used now: %s", e.getMessage());
      }
      away = true;
    }
  }
}
