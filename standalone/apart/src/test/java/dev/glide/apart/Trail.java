package dev.glide.apart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a stack has said to its topic {@code glide.audit.v1} so far. */
record Trail(Stack stack) {
  private static final String TOPIC = "glide.audit.v1";

  /** The events' ids. */
  Set<UUID> ids() {
    return stack.ground().kafka().read(stack.topicPrefix() + TOPIC).stream()
        .map(Trail::id)
        .collect(Collectors.toSet());
  }

  private static UUID id(ConsumerRecord<?, ?> said) {
    return UUID.fromString(new String(said.headers().lastHeader("ce_id").value(), UTF_8));
  }
}
