package dev.glide.runtime.events;

import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.trace.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is written on an event: key, and the attributes of a CloudEvent 1.0 in binary mode, which
 * are headers of the record with {@code ce_} before their names.
 *
 * @param type such as {@code dev.glide.chunk.parked}
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     the binding to Kafka</a>
 */
record Envelope(
    Topic topic, UUID id, Instant time, String key, String type, @Nullable String correlation) {
  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String CORRELATION = "ce_" + Correlation.ATTRIBUTE;
  private static final String JSON = "application/json";

  /**
   * What is to be written on an event.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  static Envelope of(Object event) {
    return switch (event) {
      case TransferEvent e ->
          of(Topic.TRANSFER, e.id(), e.at(), e.transfer(), kind(e.kind()), e.correlation());
      case ChunkEvent e -> of(Topic.CHUNK, e.id(), e.at(), e.transfer(), "parked", e.correlation());
      case RelayEvent e -> of(Topic.RELAY, e.id(), e.at(), e.relay(), "beat", null);
      case PresenceEvent e ->
          of(Topic.PRESENCE, e.id(), e.at(), key(e), e.online() ? "online" : "offline", null);
      case AuditEvent e ->
          of(Topic.AUDIT, e.id(), e.at(), key(e), kind(e.action()), e.correlation());
      default -> throw new IllegalArgumentException("no event: " + event.getClass().getName());
    };
  }

  private static Envelope of(
      Topic topic, UUID id, Instant at, Object key, String kind, @Nullable String correlation) {
    return new Envelope(topic, id, at, key.toString(), topic.type(kind), correlation);
  }

  private static String kind(Enum<?> kind) {
    return Topic.lowerCase(kind);
  }

  /**
   * A device may be at two relays, or twice at one, while it moves: what is said of one connection
   * must not take the place of what is said of the other.
   */
  private static String key(PresenceEvent event) {
    return "%s/%s/%s/%d".formatted(event.user(), event.device(), event.relay(), event.connection());
  }

  private static Object key(AuditEvent event) {
    if (event.transfer() != null) {
      return event.transfer();
    }
    return event.user() != null ? event.user() : event.id();
  }

  /**
   * The headers of its record.
   *
   * @param source who says it, such as {@code /glide/relay/7f3}
   */
  Headers headers(String source) {
    Headers headers = new RecordHeaders();
    put(headers, "ce_specversion", "1.0");
    put(headers, ID, id.toString());
    put(headers, "ce_source", source);
    put(headers, TYPE, type);
    put(headers, "ce_subject", key);
    put(headers, "ce_time", time.toString());
    put(headers, "ce_dataschema", topic.schema());
    put(headers, "content-type", JSON);
    if (correlation != null) {
      put(headers, CORRELATION, correlation);
    }
    return headers;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** What a record has under a name. */
  static Optional<String> read(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
