package dev.glide.runtime.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.eclipse.microprofile.config.Config;

/** Makes metrics of the events of this process; each is in docs/metrics.md. */
@Singleton
final class EventMetrics {
  private static final String LAG = "records-lag";

  private final KafkaClientService clients;
  private final EventCounts counts;
  private final Config config;

  EventMetrics(KafkaClientService clients, EventCounts counts, Config config) {
    this.clients = clients;
    this.counts = counts;
    this.config = config;
  }

  void start(@Observes StartupEvent event, MeterRegistry metrics) {
    for (Topic topic : Topic.values()) {
      if (has("outgoing", topic)) {
        counts.measureSent(metrics, topic);
      }
      if (has("incoming", topic)) {
        counts.measureHeard(metrics, topic);
        Gauge.builder("glide.events.lag", () -> lag(topic))
            .description("events that lie in Kafka and have not been fetched by this process")
            .tag("topic", topic.topic())
            .register(metrics);
      }
    }
  }

  private boolean has(String direction, Topic topic) {
    return config
        .getOptionalValue(
            "mp.messaging.%s.%s.connector".formatted(direction, topic.channel()), String.class)
        .isPresent();
  }

  /** Of the partitions that are this process's: those of others are counted there. */
  private double lag(Topic topic) {
    return Optional.ofNullable(clients.getConsumer(topic.channel()))
        .map(KafkaConsumer::unwrap)
        .map(consumer ->
            consumer.metrics().values().stream()
                .filter(each -> each.metricName().name().equals(LAG))
                .mapToDouble(EventMetrics::number)
                .filter(Double::isFinite)
                .sum())
        .orElse(0.0);
  }

  private static double number(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
  }
}
