package dev.glide.runtime.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes records without any of the code under test. */
final class Letters {
  private static final long PATIENCE_SECONDS = 60;

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
      producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
      String bootstrap, String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(topic, part.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (found.size() < count && System.nanoTime() < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> {
              if (fits.test(record)) {
                found.add(record);
              }
            });
      }
    }
    return found;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return Envelope.read(record.headers(), name).orElse("missing");
  }
}
