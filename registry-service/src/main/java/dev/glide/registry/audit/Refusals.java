package dev.glide.registry.audit;

import dev.glide.shared.event.AuditEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes refusals down behind the answers' back. Anybody can be refused as often as they like: what
 * is beyond {@code glide.audit.refusals} a second, or can't be written, is counted in the log only.
 */
@Singleton
final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final int MOST_WAITING = 1_000;
  private static final int BATCH = 100;

  private final Jdbi jdbi;
  private final Audit audit;
  private final Budget budget;
  private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder lost = new LongAdder();
  private volatile boolean stopping;
  private @Nullable Thread thread;

  Refusals(
      Jdbi jdbi,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "glide.audit.refusals") int perSecond) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.budget = new Budget(perSecond, Duration.ofSeconds(10), clock);
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("refusals").start(this::run);
  }

  /** What waits is still written: the database is there now. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  /** Keeps an entry, if there is room; never waits. */
  void keep(Supplier<AuditEvent> entry) {
    if (!budget.take() || !waiting.offer(entry.get())) {
      lost.increment();
    }
  }

  private void run() {
    try {
      while (!stopping || !waiting.isEmpty()) {
        AuditEvent first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<AuditEvent> batch = new ArrayList<>(List.of(first));
          waiting.drainTo(batch, BATCH - 1);
          write(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("refusals are not kept any more");
    }
  }

  private void write(List<AuditEvent> batch) {
    try {
      jdbi.useTransaction(db -> audit.write(db, batch));
    } catch (RuntimeException e) {
      lost.add(batch.size());
      LOG.debugf("refusals could not be written: %s", e);
    }
    long gone = lost.sumThenReset();
    if (gone > 0) {
      LOG.warnf("%d refusals are missing from the audit: too many, or no database", gone);
    }
  }
}
