package dev.glide.runtime.events;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Counts the dead letters of all topics that nobody has replayed yet. */
@Singleton
public final class DeadLetterCount {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Logger LOG = Logger.getLogger(DeadLetterCount.class);

  private final Map<String, Object> kafka;
  private final String prefix;

  DeadLetterCount(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "glide.kafka.prefix") Optional<String> prefix) {
    this.kafka = Map.copyOf(kafka);
    this.prefix = prefix.orElse("");
  }

  /** How many; empty if Kafka does not tell within seconds. */
  public OptionalLong count() {
    try (Admin admin = Admin.create(settings())) {
      return OptionalLong.of(count(admin));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.debugf("dead letters can't be counted: %s", e);
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private long count(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<TopicPartition> partitions = partitions(admin);
    Map<TopicPartition, ListOffsetsResultInfo> first =
        offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> end =
        offsets(admin, partitions, OffsetSpec.latest());
    Map<TopicPartition, OffsetAndMetadata> replayed =
        admin
            .listConsumerGroupOffsets(prefix + Replay.GROUP)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return partitions.stream()
        .mapToLong(partition -> {
          OffsetAndMetadata done = replayed.get(partition);
          long from = offset(first, partition);
          return Math.max(
              0, offset(end, partition) - Math.max(from, done == null ? 0 : done.offset()));
        })
        .sum();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo found = offsets.get(partition);
    return found == null ? 0 : found.offset();
  }

  private List<TopicPartition> partitions(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> dead =
        Stream.of(Topic.values())
            .flatMap(topic -> topic.deadTopic().stream())
            .map(name -> prefix + name)
            .toList();
    return admin
        .describeTopics(dead)
        .allTopicNames()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .entrySet()
        .stream()
        .flatMap(topic ->
            topic.getValue().partitions().stream()
                .map(TopicPartitionInfo::partition)
                .map(number -> new TopicPartition(topic.getKey(), number)))
        .toList();
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    return admin
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), each -> which)))
        .all()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Map<String, Object> settings() {
    int millis = (int) PATIENCE.toMillis();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "glide-dead-letters");
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return settings;
  }
}
