package dev.glide.runtime.events;

import dev.glide.shared.count.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** What has become of the events that this process has sent and heard. Thread-safe. */
@Singleton
final class EventCounts {
  private final Map<Topic, Counts<Sent>> sent = new EnumMap<>(Topic.class);
  private final Map<Topic, Counts<Heard>> heard = new EnumMap<>(Topic.class);

  EventCounts() {
    for (Topic each : Topic.values()) {
      sent.put(each, new Counts<>(Sent.class));
      heard.put(each, new Counts<>(Heard.class));
    }
  }

  /** What becomes of an event that is sent. */
  enum Sent {
    ACKNOWLEDGED,
    /** It will be sent again by whoever has it. */
    FAILED
  }

  /** What becomes of an event that is heard. */
  enum Heard {
    HANDLED,
    /** This version does not know its type. */
    PASSED_OVER,
    /** Its listener has failed: it will come again, where its topic has tries left. */
    FAILED,
    /** It can't be read, or its last try has failed: it lies with the dead letters. */
    PUT_ASIDE
  }

  void count(Topic topic, Sent what) {
    sent.getOrDefault(topic, new Counts<>(Sent.class)).count(what);
  }

  void count(Topic topic, Heard what) {
    heard.getOrDefault(topic, new Counts<>(Heard.class)).count(what);
  }

  void measureSent(MeterRegistry metrics, Topic topic) {
    Counts<Sent> counts = sent.getOrDefault(topic, new Counts<>(Sent.class));
    for (Sent each : Sent.values()) {
      FunctionCounter.builder("glide.events.sent", counts, all -> all.of(each))
          .description("events sent to Kafka, each try by itself, by what came of them")
          .tag("topic", topic.topic())
          .tag("outcome", Counts.word(each))
          .register(metrics);
    }
  }

  void measureHeard(MeterRegistry metrics, Topic topic) {
    Counts<Heard> counts = heard.getOrDefault(topic, new Counts<>(Heard.class));
    for (Heard each : Heard.values()) {
      FunctionCounter.builder("glide.events.heard", counts, all -> all.of(each))
          .description("events heard from Kafka, each try by itself, by what came of them")
          .tag("topic", topic.topic())
          .tag("outcome", Counts.word(each))
          .register(metrics);
    }
  }
}
