package dev.glide.registry.outbox;

import dev.glide.registry.outbox.Outbox.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox: at least once, in order per channel and key, one publisher at a time among
 * all processes on the database. An event leaves the table once it has been acknowledged; one that
 * fails holds back the later ones of its key and nothing else. No transaction is open while
 * acknowledgements are waited for.
 */
@Singleton
final class OutboxPublisher {
  private static final int BATCH = 256;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final PublisherLease lease;
  private final OutgoingJson json;
  private final EventSink sink;
  private final Published published;
  private final Duration acknowledgeWithin;
  private volatile boolean stopping;

  OutboxPublisher(
      Jdbi jdbi,
      Outbox outbox,
      PublisherLease lease,
      OutgoingJson json,
      EventSink sink,
      Published published,
      @ConfigProperty(name = "glide.outbox.acknowledge-within") Duration acknowledgeWithin) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.lease = lease;
    this.json = json;
    this.sink = sink;
    this.published = published;
    this.acknowledgeWithin = acknowledgeWithin;
  }

  /** What one pass has done. */
  sealed interface Outcome {
    /** Another process publishes; it knows that there is more. */
    record Elsewhere() implements Outcome {}

    /** Nothing is left. */
    record Empty() implements Outcome {}

    /** There may be more. */
    record More() implements Outcome {}

    /**
     * At least one event was not acknowledged.
     *
     * @param acknowledged how many were
     */
    record Failed(int acknowledged, String why) implements Outcome {}
  }

  /** Publishes one batch. */
  Outcome publish() {
    if (!lease.take()) {
      return new Outcome.Elsewhere();
    }
    List<Waiting> batch = jdbi.withHandle(db -> outbox.oldest(db, BATCH));
    Delivery delivery = new Delivery(json, sink, lease);
    delivery.start(batch);
    String failure = delivery.await(acknowledgeWithin, () -> !stopping && lease.take());
    return finish(batch.size() == BATCH, delivery.acknowledged(), failure);
  }

  private Outcome finish(boolean full, Collection<Long> acknowledged, @Nullable String failure) {
    Outcome outcome =
        jdbi.withHandle(db -> {
          if (failure != null) {
            // Another process may reach the broker where this one does not.
            lease.giveUp(db, acknowledged);
            return new Outcome.Failed(acknowledged.size(), failure);
          }
          if (full) {
            lease.keep(db, acknowledged);
            return new Outcome.More();
          }
          return lease.wantedAgain(db, acknowledged) ? new Outcome.More() : new Outcome.Empty();
        });
    published.add(acknowledged.size());
    return outcome;
  }

  /** Waits for nothing any longer; what has been acknowledged still leaves the table. */
  void stop() {
    stopping = true;
  }
}
