package dev.glide.registry;

import dev.glide.registry.outbox.AuditOutlet;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The services at the other ends of the registry's channels. */
@Singleton
public final class OtherServices implements AuditOutlet {
  private final Queue<TransferEvent> heard = new ConcurrentLinkedQueue<>();
  private final Queue<AuditEvent> audited = new ConcurrentLinkedQueue<>();
  private final Queue<OrderEvent> orders = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Emitter<ChunkEvent> chunks;
  private final Emitter<RelayEvent> relays;
  private final Emitter<PresenceEvent> presence;

  OtherServices(
      @Channel(Channels.CHUNK) Emitter<ChunkEvent> chunks,
      @Channel(Channels.RELAY) Emitter<RelayEvent> relays,
      @Channel(Channels.PRESENCE) Emitter<PresenceEvent> presence) {
    this.chunks = chunks;
    this.relays = relays;
    this.presence = presence;
  }

  @Incoming(Channels.TRANSFER)
  public void hear(TransferEvent event) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("told to fail");
    }
    heard.add(event);
  }

  @Incoming(Channels.ORDER)
  public void hear(OrderEvent event) {
    orders.add(event);
  }

  /** What relays were told about a relay or a user, in order. */
  public List<OrderEvent.Kind> ordered(String key) {
    return orders.stream().filter(event -> event.key().equals(key)).map(OrderEvent::kind).toList();
  }

  @Override
  public CompletionStage<Void> send(AuditEvent event) {
    audited.add(event);
    return CompletableFuture.completedFuture(null);
  }

  public List<AuditEvent> audited(UUID transfer) {
    return audited.stream().filter(event -> transfer.equals(event.transfer())).toList();
  }

  /** Makes the next deliveries fail. */
  public void failNext(int times) {
    failures.set(times);
  }

  public List<TransferEvent> heard(UUID transfer) {
    return heard.stream().filter(event -> event.transfer().equals(transfer)).toList();
  }

  /** What the chunk store says. */
  public CompletionStage<Void> say(ChunkEvent event) {
    return chunks.send(event);
  }

  /** What a relay says of itself; it has been heard when this returns. */
  public void say(RelayEvent event) {
    relays.send(event).toCompletableFuture().join();
  }

  /** What a relay says of a device; it has been heard when this returns. */
  public void say(PresenceEvent event) {
    presence.send(event).toCompletableFuture().join();
  }
}
