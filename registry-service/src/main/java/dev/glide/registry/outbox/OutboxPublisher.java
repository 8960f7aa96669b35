package dev.glide.registry.outbox;

import dev.glide.registry.database.ClusterLock;
import dev.glide.registry.outbox.Outbox.Pending;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Publishes the outbox: at least once, one transfer's events in order, one publisher at a time
 * among all processes on the database. An event leaves the table once it has been acknowledged; one
 * that fails holds back the later ones of its transfer and nothing else.
 */
@Singleton
final class OutboxPublisher {
  private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
  private static final int BATCH = 256;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final EventSink sink;
  private final Duration acknowledgeWithin;

  OutboxPublisher(
      Jdbi jdbi,
      Outbox outbox,
      EventSink sink,
      @ConfigProperty(name = "glide.outbox.acknowledge-within") Duration acknowledgeWithin) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.sink = sink;
    this.acknowledgeWithin = acknowledgeWithin;
  }

  /** What one pass has done. */
  enum Outcome {
    /** Another process publishes. */
    ELSEWHERE,
    /** Nothing is left. */
    EMPTY,
    /** There may be more. */
    MORE,
    /** At least one event was not acknowledged. */
    FAILED
  }

  /** Publishes one batch. */
  Outcome publish() {
    return jdbi.inTransaction(
        handle -> ClusterLock.OUTBOX.tryTake(handle) ? publish(handle) : Outcome.ELSEWHERE);
  }

  private Outcome publish(Handle handle) {
    List<Pending> batch = outbox.oldest(handle, BATCH);
    if (batch.isEmpty()) {
      return Outcome.EMPTY;
    }
    // A deletion that a crash takes back only means that an event is said again: no need to wait
    // for the disk, which the requests need.
    handle.execute("SET LOCAL synchronous_commit TO off");
    ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    boolean all = sendAll(batch, acknowledged);
    outbox.remove(handle, List.copyOf(acknowledged));
    if (!all) {
      return Outcome.FAILED;
    }
    return batch.size() < BATCH ? Outcome.EMPTY : Outcome.MORE;
  }

  /** Different transfers side by side, each one's events one after the other. */
  private boolean sendAll(List<Pending> batch, ConcurrentLinkedQueue<Long> acknowledged) {
    Map<UUID, CompletableFuture<Void>> chains = new HashMap<>();
    for (Pending next : batch) {
      chains.compute(
          next.event().transfer(),
          (transfer, before) ->
              before == null
                  ? send(next, acknowledged)
                  : before.thenCompose(done -> send(next, acknowledged)));
    }
    return awaitAll(chains);
  }

  private CompletableFuture<Void> send(Pending next, ConcurrentLinkedQueue<Long> acknowledged) {
    return sink.send(next.event())
        .toCompletableFuture()
        .thenRun(() -> acknowledged.add(next.position()));
  }

  private boolean awaitAll(Map<UUID, CompletableFuture<Void>> chains) {
    try {
      CompletableFuture.allOf(chains.values().toArray(CompletableFuture[]::new))
          .get(acknowledgeWithin.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      LOG.warnf("events could not be published and will be sent again: %s", e);
      return false;
    }
  }
}
