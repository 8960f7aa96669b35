package dev.glide.apart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a stack has said to its topic {@code glide.audit.v1} so far. */
record Trail(Stack stack) {
  private static final String TOPIC = "glide.audit.v1";
  private static final Duration POLL = Duration.ofMillis(200);

  /** The events' ids. */
  Set<UUID> ids() {
    Map<String, Object> settings = Map.of("bootstrap.servers", stack.ground().kafka().bootstrap());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(stack.topicPrefix() + TOPIC).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions));
    }
  }

  private static Set<UUID> read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Set<UUID> ids = new HashSet<>();
    while (ends.entrySet().stream()
        .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
      consumer.poll(POLL).forEach(each -> ids.add(id(each)));
    }
    return ids;
  }

  private static UUID id(ConsumerRecord<byte[], byte[]> said) {
    return UUID.fromString(new String(said.headers().lastHeader("ce_id").value(), UTF_8));
  }
}
