package dev.glide.runtime.events;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;

/**
 * How the services' clients of Kafka behave, the same for each. A sender is told soon that Kafka is
 * away, and keeps what it has to say by itself: nothing waits in the client for longer than its
 * owner looks.
 */
@ApplicationScoped
class KafkaClientSettings implements ClientCustomizer<Map<String, Object>> {
  private static final Map<String, Object> PRODUCER =
      Map.of(
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
          // Of one thread that sends: waiting here for one event would hold up all.
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "0",
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "4000",
          // Where a topic is does not get forgotten because nothing happens for a while.
          ProducerConfig.METADATA_MAX_IDLE_CONFIG, "604800000",
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000",
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");

  private static final Map<String, Object> CONSUMER =
      Map.of(
          // What a process that died has not done is another's turn soon.
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000",
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000",
          // A topic or a partition that was made later is seen soon.
          ConsumerConfig.METADATA_MAX_AGE_CONFIG, "30000",
          ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");

  @Override
  public Map<String, Object> customize(
      String channel, Config configuration, Map<String, Object> settings) {
    Map<String, Object> own = new HashMap<>(settings);
    if (settings.containsKey(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG)) {
      own.putAll(PRODUCER);
      own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
      own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    } else {
      own.putAll(CONSUMER);
      own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
      own.put(
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    }
    return own;
  }
}
