package dev.glide.chunks.chunk;

import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the registry which transfers are parked, again and again until it has heard.
 *
 * <p>What is owed lies in the storage, so that a restart forgets nothing; of several chunk stores
 * on one storage each may tell the same.
 */
@ApplicationScoped
class Announcer {
  private static final int AT_ONCE = 64;
  private static final Logger LOG = Logger.getLogger(Announcer.class);

  private final ChunkStorage storage;
  private final Emitter<ChunkEvent> events;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  Announcer(
      ChunkStorage storage,
      @Channel(Channels.CHUNK) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<ChunkEvent> events) {
    this.storage = storage;
    this.events = events;
  }

  /** Tells once, on another thread: in one process, sending takes as long as the hearing. */
  void announce(Announcement announcement) {
    if (underWay.add(announcement.id())) {
      Thread.ofVirtual().name("chunk-announce").start(() -> tell(announcement));
    }
  }

  @Scheduled(
      every = "${glide.chunks.announce-every:5s}",
      delayed = "${glide.chunks.announce-every:5s}")
  @RunOnVirtualThread
  void announceOwed() throws IOException {
    storage.owed(AT_ONCE).forEach(this::announce);
  }

  private void tell(Announcement announcement) {
    ChunkEvent event =
        new ChunkEvent(
            announcement.id(),
            announcement.at(),
            announcement.transfer().transfer(),
            announcement.chunkCount(),
            null);
    try {
      events.send(event).toCompletableFuture().join();
      settle(announcement);
    } catch (RuntimeException e) {
      LOG.warnf("the registry has not heard yet that a transfer is parked: %s", e.getMessage());
    } finally {
      underWay.remove(announcement.id());
    }
  }

  private void settle(Announcement announcement) {
    try {
      storage.settle(announcement);
    } catch (IOException e) {
      LOG.warnf(e, "a parked transfer will be announced again");
    }
  }
}
