package dev.glide.registry.outbox;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Sends events into the transfer channel, whatever configuration has put behind it. The publisher
 * never has more than one batch under way, so the buffer needs no bound of its own. In one process
 * several services listen; the event has been heard when the first of them acknowledges it, which
 * only the chunk store does.
 */
@Singleton
final class ChannelEventSink implements EventSink {
  private final Emitter<TransferEvent> channel;

  ChannelEventSink(
      @Channel(Channels.TRANSFER) @Broadcast @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<TransferEvent> channel) {
    this.channel = channel;
  }

  @Override
  public CompletionStage<Void> send(TransferEvent event) {
    return channel.send(event);
  }
}
