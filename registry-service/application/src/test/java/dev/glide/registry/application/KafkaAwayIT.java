package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.outbox.Outbox;
import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.runtime.events.Delivery;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens while Kafka is away is told when it is back: all of it, in order for each key. */
@QuarkusTest
@QuarkusTestResource(Past.class)
class KafkaAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TOPIC = Past.PREFIX + "glide.transfer.v1";

  @Nullable KafkaBroker injected;
  @Inject Jdbi jdbi;
  @Inject Outbox outbox;
  @Inject Delivery delivery;

  private final List<UUID> transfers = Stream.generate(UUID::randomUUID).limit(5).toList();

  @Test
  void eventsLagAndThenAllArriveInOrder() {
    KafkaBroker broker = Objects.requireNonNull(injected);
    happens(Kind.OFFERED);
    await().atMost(PATIENCE).until(() -> waiting() == 0);

    broker.kill();
    try {
      happens(Kind.ACCEPTED);
      await().atMost(PATIENCE).until(delivery::isFailing);
      happens(Kind.DELIVERED);
      assertThat(waiting()).isEqualTo(2 * transfers.size());
    } finally {
      broker.start();
    }
    happens(Kind.ENDED);
    await().atMost(PATIENCE).until(() -> waiting() == 0);

    List<ConsumerRecord<String, byte[]>> arrived = broker.read(TOPIC);
    for (UUID transfer : transfers) {
      assertThat(
              arrived.stream()
                  .filter(record -> transfer.toString().equals(record.key()))
                  .map(KafkaAwayIT::type)
                  .distinct())
          .containsExactly(
              "dev.glide.transfer.offered",
              "dev.glide.transfer.accepted",
              "dev.glide.transfer.delivered",
              "dev.glide.transfer.ended");
    }
    assertThat(delivery.isFailing()).isFalse();
  }

  /** The same to each transfer, in a database that does not know of Kafka. */
  private void happens(Kind kind) {
    for (UUID transfer : transfers) {
      TransferEvent event =
          new TransferEvent(
              UUID.randomUUID(),
              Instant.now(),
              kind,
              transfer,
              Past.ALICE,
              List.of(Past.BOB),
              LocalDate.EPOCH,
              null);
      jdbi.useTransaction(db -> outbox.add(db, event.at(), List.of(event)));
    }
  }

  private int waiting() {
    return jdbi.withHandle(
        db -> db.createQuery("SELECT count(*) FROM outbox").mapTo(Integer.class).one());
  }

  private static String type(ConsumerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
  }
}
