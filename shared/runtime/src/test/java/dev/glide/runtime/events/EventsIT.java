package dev.glide.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
class EventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String CHUNKS = KafkaResource.PREFIX + "glide.chunk.v1";
  private static final String PARKED = "dev.glide.chunk.parked";

  @Nullable KafkaBroker injected;
  @Inject Village village;
  @Inject TopicPlan plan;
  @Inject Delivery delivery;
  @Inject MeterRegistry metrics;

  @Test
  void writesCloudEventsInBinaryMode() throws Exception {
    TransferEvent event = event(UUID.randomUUID());

    sayUntilHeard(event);

    ConsumerRecord<String, byte[]> record =
        Letters.await(
                broker(),
                KafkaResource.PREFIX + "glide.transfer.v1",
                1,
                each -> Letters.header(each, "ce_id").equals(event.id().toString()))
            .getFirst();
    assertThat(record.key()).isEqualTo(event.transfer().toString());
    assertThat(Letters.header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(Letters.header(record, "ce_type")).isEqualTo("dev.glide.transfer.offered");
    assertThat(Letters.header(record, "ce_source")).isEqualTo("/glide/test/one");
    assertThat(Letters.header(record, "ce_subject")).isEqualTo(record.key());
    assertThat(Letters.header(record, "ce_time")).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(Letters.header(record, "ce_dataschema")).isEqualTo("urn:glide:event:transfer:1");
    assertThat(Letters.header(record, "ce_correlationid")).isEqualTo("correlation-1");
    assertThat(Letters.header(record, "content-type")).isEqualTo("application/json");
    assertThat(EventJson.read(record.value(), TransferEvent.class)).isEqualTo(event);
  }

  @Test
  void takesFieldsThatItDoesNotKnow() throws Exception {
    UUID id = UUID.randomUUID();
    String data = new String(data(id), StandardCharsets.UTF_8);

    post(
        id,
        PARKED,
        data.replace("{", "{\"fromTomorrow\":{\"a\":[1]},").getBytes(StandardCharsets.UTF_8));

    await().atMost(PATIENCE).until(() -> village.hasHeard(id));
    assertThat(village.correlation(id)).isEqualTo("correlation-2");
  }

  @Test
  void passesOverKindsThatItDoesNotKnow() throws Exception {
    UUID unknown = UUID.randomUUID();
    UUID known = UUID.randomUUID();

    post(unknown, "dev.glide.chunk.unparked", "{\"what\":1}".getBytes(StandardCharsets.UTF_8));
    post(known, PARKED, data(known));

    await().atMost(PATIENCE).until(() -> village.hasHeard(known));
    assertThat(village.tries(unknown)).isZero();
    assertThat(heard("passed-over")).isPositive();
    await().atMost(PATIENCE).until(() -> heard("handled") > 0);
    await()
        .atMost(PATIENCE)
        .until(() ->
            metrics.get("glide.events.lag").tag("topic", "glide.chunk.v1").gauge().value() == 0);
  }

  @Test
  void putsAsideAtOnceWhatIsNoEvent() throws Exception {
    UUID poison = UUID.randomUUID();
    UUID next = UUID.randomUUID();
    byte[] bytes = {0, 1, 2, (byte) 0xff};

    post(poison, PARKED, bytes);
    post(next, PARKED, data(next));

    await().atMost(PATIENCE).until(() -> village.hasHeard(next));
    ConsumerRecord<String, byte[]> letter = dead(poison);
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.key()).isEqualTo("key");
    assertThat(Letters.header(letter, "delayed-retry-reason"))
        .isEqualTo("its data is no ChunkEvent");
    assertThat(Letters.header(letter, "delayed-retry-topic")).isEqualTo(CHUNKS);
  }

  @Test
  void triesAgainThreeTimes() throws Exception {
    UUID id = UUID.randomUUID();
    UUID next = UUID.randomUUID();
    village.fail(id, 3);

    post(id, PARKED, data(id));
    post(next, PARKED, data(next));

    await().atMost(PATIENCE).until(() -> village.hasHeard(next));
    await().atMost(PATIENCE).until(() -> village.hasHeard(id));
    assertThat(village.tries(id)).isEqualTo(4);
    assertThat(village.correlation(id)).isEqualTo("correlation-2");
  }

  @Test
  void putsAsideWhatFailsEachTime() throws Exception {
    UUID id = UUID.randomUUID();
    double failed = heard("failed");
    double aside = heard("put-aside");
    village.fail(id, Integer.MAX_VALUE);

    post(id, PARKED, data(id));

    ConsumerRecord<String, byte[]> letter = dead(id);
    assertThat(village.tries(id)).isEqualTo(4);
    assertThat(letter.value()).isEqualTo(data(id));
    assertThat(heard("failed")).isGreaterThanOrEqualTo(failed + 3);
    assertThat(heard("put-aside")).isGreaterThanOrEqualTo(aside + 1);
    assertThat(Letters.header(letter, "delayed-retry-reason")).isEqualTo("told to fail");
    assertThat(Letters.header(letter, "ce_type")).isEqualTo(PARKED);
    assertThat(Letters.header(letter, "ce_correlationid")).isEqualTo("correlation-2");
  }

  private double heard(String outcome) {
    return metrics
        .get("glide.events.heard")
        .tags("topic", "glide.chunk.v1", "outcome", outcome)
        .functionCounter()
        .count();
  }

  @Test
  void replaysDeadLettersOnce() throws Exception {
    UUID id = UUID.randomUUID();
    village.fail(id, 4);
    post(id, PARKED, data(id));
    assertThat(dead(id).value()).isEqualTo(data(id));
    Replay replay =
        new Replay(Map.of("bootstrap.servers", broker().bootstrap()), KafkaResource.PREFIX);

    assertThat(replay.replay("glide.chunk.v1")).isPositive();

    await().atMost(PATIENCE).until(() -> village.hasHeard(id));
    assertThat(village.tries(id)).isEqualTo(5);
    UUID next = UUID.randomUUID();
    replay.replay("glide.chunk.v1");
    post(next, PARKED, data(next));
    await().atMost(PATIENCE).until(() -> village.hasHeard(next));
    assertThat(village.tries(id)).isEqualTo(5);
  }

  @Test
  void makesTheTopicsThatAreMissing() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker().bootstrap()))) {
      List<String> planned = plan.topics().stream().map(topic -> topic.name()).toList();
      await()
          .atMost(PATIENCE)
          .until(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS).containsAll(planned));

      ConfigResource relays =
          new ConfigResource(ConfigResource.Type.TOPIC, KafkaResource.PREFIX + "glide.relay.v1");
      var settings =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(relays)).all().get(30, TimeUnit.SECONDS).get(relays));
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact,delete");
      assertThat(settings.get("retention.ms").value()).isEqualTo("3600000");
      assertThat(planned)
          .contains(
              "test.glide.transfer.v1",
              "test.glide.transfer.v1.retry_1000",
              "test.glide.transfer.v1.retry_60000",
              "test.glide.transfer.v1.dead",
              "test.glide.order.v1",
              "test.glide.audit.v1");
    }
  }

  @Test
  void tellsSendersSoonThatKafkaIsAwayAndGoesOnWhenItIsBack() throws Exception {
    UUID transfer = UUID.randomUUID();
    sayUntilHeard(event(transfer));
    broker().kill();
    try {
      List<CompletionStage<Void>> sent = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        sent.add(village.say(event(transfer)));
      }
      for (CompletionStage<Void> each : sent) {
        assertThat(each.toCompletableFuture()).failsWithin(PATIENCE);
      }
      assertThat(delivery.isFailing()).isTrue();
    } finally {
      broker().start();
    }
    TransferEvent later = event(transfer);
    sayUntilHeard(later);
    assertThat(delivery.isFailing()).isFalse();
    UUID chunk = UUID.randomUUID();
    post(chunk, PARKED, data(chunk));
    await().atMost(PATIENCE).until(() -> village.hasHeard(chunk));
    assertThat(
            Letters.await(
                broker(),
                KafkaResource.PREFIX + "glide.transfer.v1",
                1,
                each -> Letters.header(each, "ce_id").equals(later.id().toString())))
        .hasSize(1);
  }

  private KafkaBroker broker() {
    return Objects.requireNonNull(injected);
  }

  private void sayUntilHeard(TransferEvent event) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(village.say(event)).succeedsWithin(PATIENCE));
  }

  private void post(UUID id, String type, byte[] data) throws Exception {
    Letters.post(
        broker().bootstrap(), CHUNKS, "key", data, Letters.headers(id, type, "correlation-2"));
  }

  private ConsumerRecord<String, byte[]> dead(UUID id) {
    return Letters.await(
            broker(),
            CHUNKS + ".dead",
            1,
            each -> Letters.header(each, "ce_id").equals(id.toString()))
        .getFirst();
  }

  private static byte[] data(UUID id) {
    return EventJson.write(new ChunkEvent(id, NOON, new UUID(0, 7), 3, null));
  }

  private static TransferEvent event(UUID transfer) {
    return new TransferEvent(
        UUID.randomUUID(),
        NOON,
        TransferEvent.Kind.OFFERED,
        transfer,
        new UUID(0, 1),
        List.of(new UUID(0, 2)),
        LocalDate.of(2026, 11, 28),
        "correlation-1");
  }
}
