package dev.glide.registry.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** As much of a registry's process as publishes; several share a database. */
final class TestRegistry implements AutoCloseable {
  /** No wait in a test is meant to be as long. */
  static final Duration NEVER = Duration.ofHours(1);

  private final Jdbi jdbi;
  final Outbox outbox;
  final PublisherLease lease;
  final OutboxPublisher publisher;
  private final OutboxLoop loop;

  TestRegistry(Jdbi jdbi, EventSink sink, Duration leaseLife, Duration poll) {
    this.jdbi = jdbi;
    OutgoingJson json = json();
    this.outbox = new Outbox(json);
    this.lease = new PublisherLease(jdbi, leaseLife);
    this.publisher =
        new OutboxPublisher(
            jdbi, outbox, lease, json, sink, new Published(), Duration.ofMinutes(5));
    this.loop = new OutboxLoop(publisher, outbox, poll);
  }

  static OutgoingJson json() {
    return new OutgoingJson(new ObjectMapper().findAndRegisterModules());
  }

  TestRegistry started() {
    loop.start();
    return this;
  }

  /** Adds and commits an event; returns its id. */
  UUID say(UUID transfer, Kind kind) {
    TransferEvent event = event(transfer, kind);
    jdbi.useTransaction(db -> outbox.add(db, event.at(), List.of(event)));
    return event.id();
  }

  static TransferEvent event(UUID transfer, Kind kind) {
    return new TransferEvent(
        UUID.randomUUID(),
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        kind,
        transfer,
        UUID.randomUUID(),
        List.of(UUID.randomUUID(), UUID.randomUUID()),
        LocalDate.of(2030, 1, 31),
        null);
  }

  @Override
  public void close() {
    try {
      loop.stop();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
