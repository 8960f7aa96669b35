package dev.glide.runtime.events;

import dev.glide.runtime.trace.Tracing;
import dev.glide.runtime.trace.Tracing.Kind;
import dev.glide.runtime.trace.Work;
import dev.glide.shared.trace.TraceParent;
import io.smallrye.reactive.messaging.OutgoingInterceptor;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts events into envelopes on their way to Kafka. */
@ApplicationScoped
class OutgoingEvents implements OutgoingInterceptor {
  private final String source;
  private final Delivery delivery;
  private final EventCounts counts;
  private final Tracing tracing;

  OutgoingEvents(
      @ConfigProperty(name = "quarkus.application.name") String application,
      @ConfigProperty(name = "glide.instance", defaultValue = "local") String instance,
      Delivery delivery,
      EventCounts counts,
      Tracing tracing) {
    this.source = "/" + application.replaceFirst("-", "/") + "/" + instance;
    this.delivery = delivery;
    this.counts = counts;
    this.tracing = tracing;
  }

  /** What goes to be tried again, or to the dead letters, is in its envelope already. */
  @Override
  public Message<?> beforeMessageSend(Message<?> message) {
    Object event = message.getPayload();
    if (event instanceof ProducerRecord) {
      return message;
    }
    Envelope envelope = Envelope.of(event);
    Optional<TraceParent> cause = message.getMetadata(TraceParent.class);
    // What nobody has asked for, such as a relay's beats, begins no trace.
    Optional<Work> work =
        cause.flatMap(
            parent -> tracing.begin(Kind.PRODUCER, "send " + envelope.topic().topic(), cause));
    Message<?> traced = work.<Message<?>>map(message::addMetadata).orElse(message);
    return traced
        .addMetadata(envelope.topic())
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(envelope.key())
                .withHeaders(envelope.headers(source, work.map(Work::parent).or(() -> cause)))
                .build())
        .withPayload(EventJson.write(event));
  }

  @Override
  public void onMessageAck(Message<?> message) {
    delivery.succeeded();
    count(message, EventCounts.Sent.ACKNOWLEDGED);
    message.getMetadata(Work.class).ifPresent(Work::end);
  }

  @Override
  public void onMessageNack(Message<?> message, Throwable failure) {
    delivery.failed(failure);
    count(message, EventCounts.Sent.FAILED);
    message.getMetadata(Work.class).ifPresent(work -> work.fail("Kafka has not taken it"));
  }

  /** What goes to be tried again was counted when it was sent first. */
  private void count(Message<?> message, EventCounts.Sent what) {
    message.getMetadata(Topic.class).ifPresent(topic -> counts.count(topic, what));
  }
}
