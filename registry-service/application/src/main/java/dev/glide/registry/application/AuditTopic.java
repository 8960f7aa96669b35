package dev.glide.registry.application;

import dev.glide.registry.outbox.AuditOutlet;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends audit events to their topic, for whoever wants to hear them. */
@Singleton
final class AuditTopic implements AuditOutlet {
  private final Emitter<AuditEvent> channel;

  AuditTopic(
      @Channel(Channels.AUDIT) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<AuditEvent> channel) {
    this.channel = channel;
  }

  @Override
  public CompletionStage<Void> send(AuditEvent event) {
    return channel.send(event);
  }
}
