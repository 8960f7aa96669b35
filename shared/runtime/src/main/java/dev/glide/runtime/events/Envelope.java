package dev.glide.runtime.events;

import dev.glide.shared.event.Event;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
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
  static final String TRACE = "ce_" + TraceParent.NAME;
  private static final String JSON = "application/json";

  /**
   * What is to be written on an event.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  static Envelope of(Object payload) {
    if (!(payload instanceof Event event)) {
      throw new IllegalArgumentException("no event: " + payload.getClass().getName());
    }
    return new Envelope(
        Topic.of(event), event.id(), event.at(), event.key(), event.type(), event.correlation());
  }

  /**
   * The headers of its record.
   *
   * @param source who says it, such as {@code /glide/relay/7f3}
   * @param trace what it is said for
   */
  Headers headers(String source, Optional<TraceParent> trace) {
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
    trace.ifPresent(parent -> put(headers, TRACE, parent.text()));
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
