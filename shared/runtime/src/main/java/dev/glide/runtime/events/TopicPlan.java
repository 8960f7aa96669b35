package dev.glide.runtime.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics of an installation, each with all that it is made with. */
@ApplicationScoped
class TopicPlan {
  /**
   * Of what is compacted the newest segment never is: without this it would stay for a week, and
   * whoever starts would read all of it.
   */
  private static final Duration SEGMENT = Duration.ofMinutes(10);

  private final String prefix;
  private final int partitions;
  private final short replication;

  TopicPlan(
      @ConfigProperty(name = "glide.kafka.prefix") Optional<String> prefix,
      @ConfigProperty(name = "glide.kafka.partitions", defaultValue = "6") int partitions,
      @ConfigProperty(name = "glide.kafka.replication", defaultValue = "1") short replication) {
    this.prefix = prefix.orElse("");
    this.partitions = partitions;
    this.replication = replication;
  }

  /** All, with those for retries and dead letters. */
  List<NewTopic> topics() {
    return Stream.of(Topic.values()).flatMap(this::topics).toList();
  }

  private Stream<NewTopic> topics(Topic topic) {
    Map<String, String> aside = kept(Topic.Keeping.ALL, Topic.DEAD_LETTERS_KEPT);
    return Stream.concat(
        Stream.of(topic(topic.topic(), kept(topic.keeping(), topic.retention()))),
        Stream.concat(topic.retryTopics().stream(), topic.deadTopic().stream())
            .map(name -> topic(name, aside)));
  }

  /** As many partitions each: what is put aside keeps the number of its partition. */
  private NewTopic topic(String name, Map<String, String> settings) {
    return new NewTopic(prefix + name, partitions, replication).configs(settings);
  }

  private static Map<String, String> kept(Topic.Keeping keeping, Duration retention) {
    String millis = String.valueOf(retention.toMillis());
    return switch (keeping) {
      case ALL ->
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              TopicConfig.CLEANUP_POLICY_DELETE,
              TopicConfig.RETENTION_MS_CONFIG,
              millis);
      case NEWEST ->
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
              TopicConfig.RETENTION_MS_CONFIG,
              millis,
              TopicConfig.SEGMENT_MS_CONFIG,
              String.valueOf(SEGMENT.toMillis()));
    };
  }
}
