package dev.glide.registry.outbox;

import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.Event;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.trace.TraceParent;
import io.smallrye.reactive.messaging.annotations.Broadcast;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Sends events into their channels, whatever configuration has put behind them. The publisher never
 * has more than one batch under way, so the buffers need no bound of their own. In one process
 * several services listen for transfers; the event has been heard when the first of them
 * acknowledges it, which only the chunk store does.
 */
@Singleton
final class ChannelEventSink implements EventSink {
  private final Emitter<TransferEvent> transfers;
  private final Emitter<OrderEvent> orders;
  private final Instance<AuditOutlet> audit;

  ChannelEventSink(
      @Channel(Channels.TRANSFER) @Broadcast @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<TransferEvent> transfers,
      @Channel(Channels.ORDER) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<OrderEvent> orders,
      Instance<AuditOutlet> audit) {
    this.transfers = transfers;
    this.orders = orders;
    this.audit = audit;
  }

  @Override
  public CompletionStage<Void> send(Event event, Optional<TraceParent> trace) {
    return switch (event) {
      case TransferEvent transfer -> tell(transfers, transfer, trace);
      case OrderEvent order -> tell(orders, order, trace);
      case AuditEvent entry -> outlet().send(entry);
      case ChunkEvent _, PresenceEvent _, RelayEvent _ ->
          throw new IllegalArgumentException("others say what goes through " + event.channel());
    };
  }

  /** The trace goes beside the event, for whoever puts the event into an envelope. */
  private static <E extends Event> CompletionStage<Void> tell(
      Emitter<E> channel, E event, Optional<TraceParent> trace) {
    if (trace.isEmpty()) {
      return channel.send(event);
    }
    CompletableFuture<Void> sent = new CompletableFuture<>();
    channel.send(
        Message.of(
            event,
            Metadata.of(trace.get()),
            () -> {
              sent.complete(null);
              return CompletableFuture.completedFuture(null);
            },
            reason -> {
              sent.completeExceptionally(reason);
              return CompletableFuture.completedFuture(null);
            }));
    return sent;
  }

  private AuditOutlet outlet() {
    if (!audit.isResolvable()) {
      throw new IllegalStateException("nobody hears audit events here: glide.audit.publish=false");
    }
    return audit.get();
  }
}
