package dev.glide.relay.application;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.PresenceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The other end of a channel that stays empty: presence is refused at a relay of its own. */
@ApplicationScoped
class NobodyOnline {
  @Incoming(Channels.PRESENCE)
  void hear(PresenceEvent event) {
    throw new IllegalStateException("nobody can be online at this relay");
  }
}
