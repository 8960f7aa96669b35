package dev.glide.relay;

import dev.glide.relay.directory.RelaySelf;
import dev.glide.relay.presence.Presences;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.OrderEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Does what the operator wants of this relay. Heard again, an order changes nothing. */
@ApplicationScoped
class Orders {
  private final RelaySelf self;
  private final Drain drain;
  private final Presences presences;

  Orders(RelaySelf self, Drain drain, Presences presences) {
    this.self = self;
    this.drain = drain;
    this.presences = presences;
  }

  @Incoming(Channels.ORDER)
  void hear(OrderEvent order) {
    boolean mine = self.id().equals(order.relay());
    Optional<UUID> user = Optional.ofNullable(order.user());
    switch (order.kind()) {
      case DRAIN -> {
        if (mine) {
          drain.order();
        }
      }
      case UNDRAIN -> {
        if (mine) {
          drain.takeBack();
        }
      }
      case SHUT_OUT -> user.ifPresent(each -> presences.shutOut(each, order.at()));
      case LET_IN -> user.ifPresent(presences::letIn);
    }
  }
}
