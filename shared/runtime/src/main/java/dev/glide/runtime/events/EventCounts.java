package dev.glide.runtime.events;

import dev.glide.shared.count.Counts;
import dev.glide.shared.count.GroupedCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What has become of the events that this process has sent and heard. Thread-safe. */
@Singleton
final class EventCounts {
  private final GroupedCounts<Topic, Sent> sent = new GroupedCounts<>(Topic.class, Sent.class);
  private final GroupedCounts<Topic, Heard> heard = new GroupedCounts<>(Topic.class, Heard.class);

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
    sent.count(topic, what);
  }

  void count(Topic topic, Heard what) {
    heard.count(topic, what);
  }

  void measureSent(MeterRegistry metrics, Topic topic) {
    measure(
        metrics,
        topic,
        sent.of(topic),
        "glide.events.sent",
        "events sent to Kafka, each try by itself, by what came of them");
  }

  void measureHeard(MeterRegistry metrics, Topic topic) {
    measure(
        metrics,
        topic,
        heard.of(topic),
        "glide.events.heard",
        "events heard from Kafka, each try by itself, by what came of them");
  }

  private static <E extends Enum<E>> void measure(
      MeterRegistry metrics, Topic topic, Counts<E> counts, String name, String description) {
    for (E each : counts.kinds().getEnumConstants()) {
      FunctionCounter.builder(name, counts, all -> all.of(each))
          .description(description)
          .tag("topic", topic.topic())
          .tag("outcome", Counts.word(each))
          .register(metrics);
    }
  }
}
