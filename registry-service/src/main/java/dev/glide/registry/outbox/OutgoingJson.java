package dev.glide.registry.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.Event;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.TransferEvent;
import jakarta.inject.Singleton;

/** Events as the outbox keeps them: whatever another version of the registry has written, too. */
@Singleton
final class OutgoingJson {
  private final ObjectMapper json;

  OutgoingJson(ObjectMapper json) {
    this.json = json;
  }

  String write(Event event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event can't be written", e);
    }
  }

  /**
   * Reads what a row says.
   *
   * @throws IllegalArgumentException if this version of the registry can't
   */
  Event read(String channel, String data) {
    try {
      return switch (channel) {
        case Channels.TRANSFER -> json.readValue(data, TransferEvent.class);
        case Channels.ORDER -> json.readValue(data, OrderEvent.class);
        case Channels.AUDIT -> json.readValue(data, AuditEvent.class);
        default -> throw new IllegalArgumentException("no channel is called " + channel);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a row of channel " + channel + " is not an event", e);
    }
  }
}
