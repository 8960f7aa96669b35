package dev.glide.runtime.events;

import io.smallrye.reactive.messaging.OutgoingInterceptor;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts events into envelopes on their way to Kafka. */
@ApplicationScoped
class OutgoingEvents implements OutgoingInterceptor {
  private final String source;
  private final Delivery delivery;
  private final EventCounts counts;

  OutgoingEvents(
      @ConfigProperty(name = "quarkus.application.name") String application,
      @ConfigProperty(name = "glide.instance", defaultValue = "local") String instance,
      Delivery delivery,
      EventCounts counts) {
    this.source = "/" + application.replaceFirst("-", "/") + "/" + instance;
    this.delivery = delivery;
    this.counts = counts;
  }

  /** What goes to be tried again, or to the dead letters, is in its envelope already. */
  @Override
  public Message<?> beforeMessageSend(Message<?> message) {
    Object event = message.getPayload();
    if (event instanceof ProducerRecord) {
      return message;
    }
    Envelope envelope = Envelope.of(event);
    return message
        .addMetadata(envelope.topic())
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(envelope.key())
                .withHeaders(envelope.headers(source))
                .build())
        .withPayload(EventJson.write(event));
  }

  @Override
  public void onMessageAck(Message<?> message) {
    delivery.succeeded();
    count(message, EventCounts.Sent.ACKNOWLEDGED);
  }

  @Override
  public void onMessageNack(Message<?> message, Throwable failure) {
    delivery.failed(failure);
    count(message, EventCounts.Sent.FAILED);
  }

  /** What goes to be tried again was counted when it was sent first. */
  private void count(Message<?> message, EventCounts.Sent what) {
    message.getMetadata(Topic.class).ifPresent(topic -> counts.count(topic, what));
  }
}
