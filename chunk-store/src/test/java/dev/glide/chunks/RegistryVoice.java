package dev.glide.chunks;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Plays the registry: says what happens to a transfer. */
@ApplicationScoped
public class RegistryVoice {
  private final Emitter<TransferEvent> events;

  RegistryVoice(@Channel(Channels.TRANSFER) Emitter<TransferEvent> events) {
    this.events = events;
  }

  public CompletionStage<Void> say(TransferEvent.Kind kind, UUID transfer) {
    return events.send(
        new TransferEvent(
            UUID.randomUUID(),
            Instant.now(),
            kind,
            transfer,
            new UUID(0, 1),
            List.of(),
            TestTickets.today().plusDays(7),
            null));
  }
}
