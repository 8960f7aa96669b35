package dev.glide.chunks;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Plays the registry: hears what is parked, and can be made deaf. */
@ApplicationScoped
public class ParkedTransfers {
  private final List<ChunkEvent> heard = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  @Incoming(Channels.CHUNK)
  void hear(ChunkEvent event) {
    if (deaf) {
      throw new IllegalStateException("the registry is away");
    }
    heard.add(event);
  }

  public void setDeaf(boolean deaf) {
    this.deaf = deaf;
  }

  public List<ChunkEvent> heard(UUID transfer) {
    return heard.stream().filter(event -> event.transfer().equals(transfer)).toList();
  }
}
