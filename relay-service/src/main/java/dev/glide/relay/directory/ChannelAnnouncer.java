package dev.glide.relay.directory;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.RelayEvent;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends into the relay channel, whatever configuration has put behind it. */
@DefaultBean
@ApplicationScoped
class ChannelAnnouncer implements Announcer {
  private final Emitter<RelayEvent> channel;

  ChannelAnnouncer(
      @Channel(Channels.RELAY) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<RelayEvent> channel) {
    this.channel = channel;
  }

  @Override
  public CompletionStage<Void> announce(RelayEvent event) {
    return channel.send(event);
  }
}
