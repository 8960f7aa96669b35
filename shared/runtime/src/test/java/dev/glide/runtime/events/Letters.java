package dev.glide.runtime.events;

import dev.glide.runtime.broker.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Reads and writes records without any of the code under test. */
final class Letters {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Letters() {}

  static void post(
      String bootstrap, String topic, String key, byte[] data, Map<String, String> headers)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, data);
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Headers of a CloudEvent of this type. */
  static Map<String, String> headers(UUID id, String type, String correlation) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        id.toString(),
        "ce_source",
        "/glide/test/0",
        "ce_type",
        type,
        "ce_correlationid",
        correlation,
        "content-type",
        "application/json");
  }

  /** All records of a topic that fit, once there are so many of them. */
  static List<ConsumerRecord<String, byte[]>> await(
      KafkaBroker broker, String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> broker.read(topic).stream().filter(fits).toList(),
            found -> found.size() >= count);
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return Envelope.read(record.headers(), name).orElse("missing");
  }
}
