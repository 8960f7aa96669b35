package dev.glide.runtime.events;

import dev.glide.runtime.events.EventCounts.Heard;
import dev.glide.runtime.trace.Tracing;
import dev.glide.runtime.trace.Tracing.Kind;
import dev.glide.runtime.trace.Work;
import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.LogKeys;
import dev.glide.shared.trace.TraceParent;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.providers.locals.LocalContextMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Takes events out of their envelopes on their way from Kafka. What is no event is put aside at
 * once, what this version does not know is passed over: neither stops those behind it.
 */
@ApplicationScoped
class IncomingEvents implements PublisherDecorator {
  private static final Logger LOG = Logger.getLogger(IncomingEvents.class);

  /** Before the others, which may look at what is in the message. */
  private static final int PRIORITY = 50;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final String prefix;
  private final EventCounts counts;
  private final Tracing tracing;
  private final Config config;

  IncomingEvents(
      @ConfigProperty(name = "glide.kafka.prefix") Optional<String> prefix,
      EventCounts counts,
      Tracing tracing,
      Config config) {
    this.prefix = prefix.orElse("");
    this.counts = counts;
    this.tracing = tracing;
    this.config = config;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public Multi<? extends Message<?>> decorate(
      Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
    Optional<Topic> topic = channels.stream().findFirst().flatMap(Topic::ofChannel);
    if (!isConnector || topic.isEmpty()) {
      return publisher;
    }
    Hearing hearing = hearing(topic.get());
    return publisher
        .onItem()
        .transformToUniAndConcatenate(message -> open(hearing, patient(message)))
        .onFailure()
        .invoke(failure -> giveUp(topic.get(), failure));
  }

  /**
   * A stream that has failed can't be taken up again; a process that starts anew goes on where this
   * one has got to. Going on deaf would be worse.
   */
  private static void giveUp(Topic topic, Throwable failure) {
    LOG.fatalf(failure, "%s can't be heard any more: this process ends", topic.topic());
    Quarkus.asyncExit(1);
  }

  /**
   * One whose fate is told to Kafka until Kafka has heard: a failure to tell would end the stream
   * of all that come after it.
   */
  private static Message<?> patient(Message<?> message) {
    return message
        .withAckWithMetadata(metadata -> untilHeard(() -> message.ack(metadata)))
        .withNackWithMetadata(
            (reason, metadata) -> untilHeard(() -> message.nack(reason, metadata)));
  }

  private static CompletionStage<Void> untilHeard(Supplier<CompletionStage<Void>> telling) {
    return Uni.createFrom()
        .completionStage(telling)
        .onFailure()
        .invoke(failure -> LOG.debugf("Kafka has not heard what became of an event: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .subscribeAsCompletionStage();
  }

  /** The event as its listener wants it, or nothing if there is none for him. */
  private Uni<Message<?>> open(Hearing hearing, Message<?> message) {
    Topic topic = hearing.topic();
    IncomingKafkaRecordMetadata<?, ?> record =
        message
            .getMetadata(IncomingKafkaRecordMetadata.class)
            .orElseThrow(() -> new IllegalStateException("a message that is not from Kafka"));
    try {
      Optional<String> type = Envelope.read(record.getHeaders(), Envelope.TYPE);
      if (type.isPresent() && !topic.types().contains(type.get())) {
        LOG.debugf("passed over what this version does not know: %s", type.get());
        counts.count(topic, Heard.PASSED_OVER);
        return Uni.createFrom().completionStage(message::ack).replaceWith(() -> null);
      }
      Object event = EventJson.read(data(message), topic.event());
      Optional<TraceParent> cause =
          Envelope.read(record.getHeaders(), Envelope.TRACE).flatMap(TraceParent::of);
      // What no trace was kept of by whoever has said it begins none here.
      Optional<Work> work =
          cause.flatMap(parent -> tracing.begin(Kind.CONSUMER, "handle " + topic.topic(), cause));
      follow(message, record, work.map(Work::parent).or(() -> cause));
      return Uni.createFrom()
          .item(followed(hearing, record.getTopic(), message.withPayload(event), work));
    } catch (UnreadableEvent e) {
      LOG.errorf(
          "put aside what can't be read, at %d of partition %d of %s: %s",
          record.getOffset(), record.getPartition(), record.getTopic(), e.getMessage());
      counts.count(topic, Heard.PUT_ASIDE);
      return Uni.createFrom()
          .completionStage(() -> message.nack(e, aside(topic)))
          .replaceWith(() -> null);
    }
  }

  /**
   * One of which it is counted what becomes of it.
   *
   * @param from the topic that it comes from: its own, or one of those for further tries
   * @param work the trace that is kept of it
   */
  private Message<?> followed(
      Hearing hearing, String from, Message<?> message, Optional<Work> work) {
    Topic topic = hearing.topic();
    Heard failed = from.equals(hearing.lastTry()) ? Heard.PUT_ASIDE : Heard.FAILED;
    Message<?> watched =
        message.withNackWithMetadata((reason, metadata) -> {
          counts.count(topic, failed);
          work.ifPresent(tried -> tried.fail("its listener has failed"));
          return message.nack(reason, metadata);
        });
    Runnable handled =
        () -> {
          counts.count(topic, Heard.HANDLED);
          work.ifPresent(Work::end);
        };
    if (hearing.byAll()) {
      // Its listener need not say when it is done.
      handled.run();
      return watched;
    }
    return watched.withAckWithMetadata(metadata -> {
      handled.run();
      return message.ack(metadata);
    });
  }

  /**
   * How a topic is heard here.
   *
   * @param lastTry where an event comes from that has been tried as often as it is; empty if none
   *     is again
   * @param byAll whether it is kept nowhere how far this process has come
   */
  private record Hearing(Topic topic, String lastTry, boolean byAll) {}

  private Hearing hearing(Topic topic) {
    String topics = setting(topic, "delayed-retry-topic.topics");
    return new Hearing(
        topic,
        topics.substring(topics.lastIndexOf(',') + 1),
        setting(topic, "commit-strategy").equals("ignore"));
  }

  private String setting(Topic topic, String name) {
    return config
        .getOptionalValue(
            "mp.messaging.incoming.%s.%s".formatted(topic.channel(), name), String.class)
        .orElse("");
  }

  private static byte[] data(Message<?> message) throws UnreadableEvent {
    if (message.getPayload() instanceof byte[] data) {
      return data;
    }
    throw new UnreadableEvent("it has no data");
  }

  /** Straight to the dead letters: another try would end the same. */
  private Metadata aside(Topic topic) {
    return topic
        .deadTopic()
        .map(dead ->
            Metadata.of(OutgoingKafkaRecordMetadata.builder().withTopic(prefix + dead).build()))
        .orElse(Metadata.empty());
  }

  /** Lets the lines that are logged while it is handled be found with those of its request. */
  private static void follow(
      Message<?> message, IncomingKafkaRecordMetadata<?, ?> record, Optional<TraceParent> trace) {
    message
        .getMetadata(LocalContextMetadata.class)
        .ifPresent(context -> {
          var keys = VertxMDC.INSTANCE;
          keys.put(LogKeys.TOPIC, record.getTopic(), context.context());
          Envelope.read(record.getHeaders(), Envelope.ID)
              .ifPresent(id -> keys.put(LogKeys.EVENT, id, context.context()));
          String correlation =
              Envelope.read(record.getHeaders(), Envelope.CORRELATION)
                  .flatMap(Correlation::of)
                  .map(Correlation::id)
                  .orElse("");
          new Cause(correlation, trace)
              .logKeys()
              .forEach((key, value) -> keys.put(key, value, context.context()));
        });
  }
}
