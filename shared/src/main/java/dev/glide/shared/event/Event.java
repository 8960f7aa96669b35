package dev.glide.shared.event;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one service tells others. Events of one channel and key keep their order; of some channels
 * only the newest of each key is kept.
 */
public sealed interface Event
    permits AuditEvent, ChunkEvent, OrderEvent, PresenceEvent, RelayEvent, TransferEvent {
  /** The same for every delivery of this event. */
  UUID id();

  Instant at();

  /** One of {@link Channels}. */
  String channel();

  String key();

  /** What has happened, in a word of its channel. */
  String what();

  /** Of the request that it comes from, if it comes from one and that is known. */
  default @Nullable String correlation() {
    return null;
  }

  /** As a CloudEvent's type, such as {@code dev.glide.transfer.offered}. */
  default String type() {
    return type(channel(), what());
  }

  /** The type of events that say this on a channel. */
  static String type(String channel, String what) {
    return "dev." + channel.replace('-', '.') + "." + what;
  }

  /** How events write a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
