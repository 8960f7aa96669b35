package dev.glide.runtime.events;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.trace.LogKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.MDC;

/** A sender and listeners as the services have them. */
@ApplicationScoped
class Village {
  private final Emitter<TransferEvent> transfers;
  private final List<ChunkEvent> chunks = new CopyOnWriteArrayList<>();
  private final List<PresenceEvent> presences = new CopyOnWriteArrayList<>();
  private final Map<UUID, Object> correlations = new ConcurrentHashMap<>();
  private final Map<UUID, AtomicInteger> tries = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

  Village(
      @Channel(Channels.TRANSFER) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<TransferEvent> transfers) {
    this.transfers = transfers;
  }

  CompletionStage<Void> say(TransferEvent event) {
    return transfers.send(event);
  }

  /** Lets the first tries with this event fail. */
  void fail(UUID event, int times) {
    failures.put(event, times);
  }

  @Incoming(Channels.CHUNK)
  @RunOnVirtualThread
  void hear(ChunkEvent event) {
    int nth = tries.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
    if (nth <= failures.getOrDefault(event.id(), 0)) {
      throw new IllegalStateException("told to fail");
    }
    Object correlation = MDC.get(LogKeys.CORRELATION);
    correlations.put(event.id(), correlation == null ? "none" : correlation);
    chunks.add(event);
  }

  @Incoming(Channels.PRESENCE)
  void hear(PresenceEvent event) {
    presences.add(event);
  }

  boolean hasHeard(UUID event) {
    return chunks.stream().anyMatch(each -> each.id().equals(event))
        || presences.stream().anyMatch(each -> each.id().equals(event));
  }

  int tries(UUID event) {
    AtomicInteger count = tries.get(event);
    return count == null ? 0 : count.get();
  }

  Object correlation(UUID event) {
    return correlations.getOrDefault(event, "not heard");
  }
}
