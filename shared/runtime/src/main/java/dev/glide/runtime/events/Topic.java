package dev.glide.runtime.events;

import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.Event;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of topics: what goes through each, how long it stays, and whether what could not be
 * handled is tried again and kept. Names are without the operator's prefix.
 */
public enum Topic {
  TRANSFER(Channels.TRANSFER, TransferEvent.class, Keeping.ALL, Duration.ofDays(7), true),
  CHUNK(Channels.CHUNK, ChunkEvent.class, Keeping.ALL, Duration.ofDays(7), true),
  RELAY(Channels.RELAY, RelayEvent.class, Keeping.NEWEST, Duration.ofHours(1), false),
  PRESENCE(Channels.PRESENCE, PresenceEvent.class, Keeping.NEWEST, Duration.ofHours(6), false),
  ORDER(Channels.ORDER, OrderEvent.class, Keeping.NEWEST, Duration.ofHours(6), false),
  AUDIT(Channels.AUDIT, AuditEvent.class, Keeping.ALL, Duration.ofDays(30), false);

  /** How long after a failure each further try comes, the first of them first. */
  static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

  /** How long what waits for another try, or for a person, is kept. */
  static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  private static final String DEAD = ".dead";

  private final String channel;
  private final Class<? extends Event> event;
  private final Keeping keeping;
  private final Duration retention;
  private final boolean retried;

  Topic(
      String channel,
      Class<? extends Event> event,
      Keeping keeping,
      Duration retention,
      boolean retried) {
    this.channel = channel;
    this.event = event;
    this.keeping = keeping;
    this.retention = retention;
    this.retried = retried;
  }

  /** What a topic keeps until its time is over. */
  enum Keeping {
    ALL,
    /** Of each key, once compacted. */
    NEWEST
  }

  /** The topic behind a channel, if the channel is one of those for events. */
  static Optional<Topic> ofChannel(String channel) {
    return Arrays.stream(values()).filter(topic -> topic.channel.equals(channel)).findAny();
  }

  /** The topic that an event goes to. */
  static Topic of(Event event) {
    return ofChannel(event.channel())
        .orElseThrow(() -> new IllegalArgumentException("no topic for " + event.channel()));
  }

  /** Its name, such as {@code glide.transfer.v1}. */
  public String topic() {
    return "glide.%s.v1".formatted(word());
  }

  String channel() {
    return channel;
  }

  Class<? extends Event> event() {
    return event;
  }

  Keeping keeping() {
    return keeping;
  }

  Duration retention() {
    return retention;
  }

  /** Where what could not be handled goes; empty if it is only passed over. */
  List<String> retryTopics() {
    return retried
        ? RETRIES.stream().map(delay -> topic() + ".retry_" + delay.toMillis()).toList()
        : List.of();
  }

  /** Where what can't be handled at all ends; empty if it is only passed over. */
  Optional<String> deadTopic() {
    return retried ? Optional.of(topic() + DEAD) : Optional.empty();
  }

  /** Id of the JSON Schema of what is in its events. */
  String schema() {
    return "urn:glide:event:%s:1".formatted(word());
  }

  /** The types of CloudEvents that this version can read here. */
  Set<String> types() {
    Stream<String> words =
        switch (this) {
          case TRANSFER -> Stream.of(TransferEvent.Kind.values()).map(Event::word);
          case CHUNK -> Stream.of(ChunkEvent.PARKED);
          case RELAY -> Stream.of(RelayEvent.BEAT);
          case PRESENCE -> Stream.of(PresenceEvent.ONLINE, PresenceEvent.OFFLINE);
          case ORDER -> Stream.of(OrderEvent.Kind.values()).map(Event::word);
          case AUDIT -> Stream.of(AuditEvent.Action.values()).map(Event::word);
        };
    return words.map(word -> Event.type(channel, word)).collect(Collectors.toUnmodifiableSet());
  }

  private String word() {
    return Event.word(this);
  }
}
