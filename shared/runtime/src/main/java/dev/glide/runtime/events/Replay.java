package dev.glide.runtime.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to the topic that they first came from, without what the failures have written
 * on them. Each is sent once: the next replay begins where this one has ended. Letters stay in
 * their topic.
 */
public final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The group of whoever replays; it has been where the last replay has ended. */
  static final String GROUP = "glide-replay";

  private static final String OF_FAILURE = "delayed-retry-";

  private final Map<String, Object> kafka;
  private final String prefix;

  /**
   * Prepares one.
   *
   * @param kafka settings of clients, such as {@code bootstrap.servers}
   * @param prefix before the names of topics and groups
   */
  public Replay(Map<String, Object> kafka, String prefix) {
    this.kafka = Map.copyOf(kafka);
    this.prefix = prefix;
  }

  /** The topics that have dead letters, without the prefix. */
  public static List<String> topics() {
    return List.of(Topic.values()).stream()
        .filter(topic -> topic.deadTopic().isPresent())
        .map(Topic::topic)
        .toList();
  }

  /**
   * Replays those of one topic that have come until now.
   *
   * @param topic one of {@link #topics}
   * @return how many
   * @throws KafkaException if Kafka does not do its part; what has been sent till then may be sent
   *     again the next time
   */
  public long replay(String topic) throws InterruptedException {
    Topic of =
        List.of(Topic.values()).stream()
            .filter(each -> each.topic().equals(topic))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("no topic: " + topic));
    String dead =
        of.deadTopic().orElseThrow(() -> new IllegalArgumentException("no letters: " + topic));
    try (var consumer =
            new KafkaConsumer<>(
                reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(writing(), new ByteArraySerializer(), new ByteArraySerializer())) {
      return move(consumer, producer, prefix + dead, prefix + topic);
    }
  }

  private Map<String, Object> reading() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, prefix + GROUP);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
    return settings;
  }

  private Map<String, Object> writing() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
    return settings;
  }

  private static long move(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer,
      String from,
      String to)
      throws InterruptedException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(from).stream()
            .map(each -> new TopicPartition(from, each.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long moved = 0;
    while (isBehind(consumer, ends)) {
      List<Future<?>> sent = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
        if (letter.offset() < end(ends, letter)) {
          sent.add(producer.send(clean(letter, to)));
        }
      }
      awaitAll(sent);
      moved += sent.size();
      commit(consumer, ends);
    }
    return moved;
  }

  private static boolean isBehind(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> letter) {
    return Optional.ofNullable(ends.get(new TopicPartition(letter.topic(), letter.partition())))
        .orElse(0L);
  }

  /** Up to where has been looked now, and no letter further: the rest is for the next time. */
  private static void commit(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    ends.forEach((partition, end) ->
        done.put(partition, new OffsetAndMetadata(Math.min(consumer.position(partition), end))));
    consumer.commitSync(done);
  }

  private static ProducerRecord<byte[], byte[]> clean(
      ConsumerRecord<byte[], byte[]> letter, String to) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : letter.headers()) {
      if (!header.key().startsWith(OF_FAILURE)) {
        headers.add(header);
      }
    }
    return new ProducerRecord<>(to, null, letter.key(), letter.value(), headers);
  }

  private static void awaitAll(List<Future<?>> sent) throws InterruptedException {
    for (Future<?> each : sent) {
      try {
        each.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new KafkaException("a letter could not be sent", e.getCause());
      } catch (TimeoutException e) {
        throw new KafkaException("a letter could not be sent in time", e);
      }
    }
  }
}
