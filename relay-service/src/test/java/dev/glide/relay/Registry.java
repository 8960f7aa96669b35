package dev.glide.relay;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Plays the registry: hears of relays and devices, says what happens to transfers. */
@ApplicationScoped
public class Registry {
  private final Emitter<TransferEvent> voice;
  private final Emitter<OrderEvent> orders;
  private final List<RelayEvent> relays = new CopyOnWriteArrayList<>();
  private final List<PresenceEvent> devices = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  Registry(
      @Channel(Channels.TRANSFER) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<TransferEvent> voice,
      @Channel(Channels.ORDER) Emitter<OrderEvent> orders) {
    this.voice = voice;
    this.orders = orders;
  }

  @Incoming(Channels.RELAY)
  void hear(RelayEvent event) {
    relays.add(event);
  }

  @Incoming(Channels.PRESENCE)
  void hear(PresenceEvent event) {
    if (deaf) {
      throw new IllegalStateException("the registry is away");
    }
    devices.add(event);
  }

  public void setDeaf(boolean deaf) {
    this.deaf = deaf;
  }

  public List<RelayEvent> relays() {
    return List.copyOf(relays);
  }

  /** What has been said of a device, in order. */
  public List<PresenceEvent> heard(UUID device) {
    return devices.stream().filter(event -> event.device().equals(device)).toList();
  }

  /** What the operator wants; it has been heard when this returns. */
  public void say(OrderEvent order) {
    orders.send(order).toCompletableFuture().join();
  }

  /** Nobody acknowledges a notice: this does not wait. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void say(TransferEvent.Kind kind, UUID transfer, UUID sender, UUID... recipients) {
    voice.send(
        new TransferEvent(
            UUID.randomUUID(),
            Instant.now(),
            kind,
            transfer,
            sender,
            List.of(recipients),
            LocalDate.EPOCH,
            null));
  }
}
