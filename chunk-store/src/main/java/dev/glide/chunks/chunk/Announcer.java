package dev.glide.chunks.chunk;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.trace.TraceParent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the registry which transfers are parked, again and again until it has heard.
 *
 * <p>What is owed lies in the storage, so that a restart forgets nothing, and any chunk store on it
 * tells what another has not. Each looks every few seconds, with one list where little is owed:
 *
 * <ul>
 *   <li>What is younger than that is left to whoever is telling it just now.
 *   <li>One is told first; only when it has been heard the others follow, until nothing is left.
 *   <li>Where much is owed each begins somewhere else, so that not all tell the same.
 * </ul>
 */
@ApplicationScoped
class Announcer {
  private static final int AT_ONCE = 64;
  private static final Logger LOG = Logger.getLogger(Announcer.class);

  private final ChunkStorage storage;
  private final Emitter<ChunkEvent> events;
  private final Clock clock;
  private final Duration every;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  Announcer(
      ChunkStorage storage,
      @Channel(Channels.CHUNK) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<ChunkEvent> events,
      Clock clock,
      ChunkStoreConfig config) {
    this.storage = storage;
    this.events = events;
    this.clock = clock;
    this.every = config.announceEvery();
  }

  /** Tells once, on another thread: in one process, sending takes as long as the hearing. */
  void announce(Announcement announcement) {
    Thread.ofVirtual().name("chunk-announce").start(() -> tell(announcement));
  }

  @Scheduled(
      every = "${glide.chunks.announce-every:5s}",
      delayed = "${glide.chunks.announce-every:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      // Where Kafka is away at the start, the way out is there only later.
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void announceOwed() {
    try {
      List<Announcement> first = storage.owed(AT_ONCE);
      if (first.size() < AT_ONCE) {
        tellAll(first);
      } else if (tellFrom(UUID.randomUUID())) {
        tellFrom(ChunkStorage.FIRST);
      }
    } catch (IOException | GlideException e) {
      LOG.warnf("can't look for what the registry is to hear, will try again: %s", e.getMessage());
    }
  }

  /** Tells what is owed for transfers after one; says whether that is worth going on with. */
  private boolean tellFrom(UUID transfer) throws IOException {
    UUID last = transfer;
    while (true) {
      List<Announcement> page = storage.owed(last, AT_ONCE);
      if (page.isEmpty()) {
        return true;
      }
      if (!tellAll(page)) {
        return false;
      }
      last = page.getLast().transfer().transfer();
    }
  }

  /** Tells those that are due; says whether the registry hears. */
  private boolean tellAll(List<Announcement> owed) {
    List<Announcement> due = new ArrayList<>(owed.stream().filter(this::isDue).toList());
    if (due.isEmpty()) {
      return true;
    }
    // Should one of them be wrong in itself, another is tried first the next time.
    Collections.shuffle(due);
    return tell(due.removeFirst()) && tellAtOnce(due);
  }

  /** What comes from a clock that is ahead of ours is due as well. */
  private boolean isDue(Announcement announcement) {
    Duration age = Duration.between(announcement.at(), clock.instant());
    return age.isNegative() || age.compareTo(every) >= 0;
  }

  private boolean tellAtOnce(List<Announcement> due) {
    boolean heard = due.isEmpty();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> told =
          due.stream().map(each -> threads.submit(() -> tell(each))).toList();
      for (Future<Boolean> each : told) {
        heard |= each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return heard;
  }

  /** Tells one; says whether it has been heard, or is being told by somebody else here. */
  private boolean tell(Announcement announcement) {
    if (!underWay.add(announcement.id())) {
      return true;
    }
    try {
      send(event(announcement), announcement.cause().trace()).toCompletableFuture().join();
      settle(announcement);
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("the registry has not heard yet that a transfer is parked: %s", e.getMessage());
      return false;
    } finally {
      underWay.remove(announcement.id());
    }
  }

  private static ChunkEvent event(Announcement announcement) {
    return new ChunkEvent(
        announcement.id(),
        announcement.at(),
        announcement.transfer().transfer(),
        announcement.chunkCount(),
        announcement.cause().correlation().isEmpty() ? null : announcement.cause().correlation());
  }

  /** The trace goes beside the event, for whoever puts the event into an envelope. */
  private CompletionStage<Void> send(ChunkEvent event, Optional<TraceParent> trace) {
    if (trace.isEmpty()) {
      return events.send(event);
    }
    CompletableFuture<Void> sent = new CompletableFuture<>();
    events.send(
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

  private void settle(Announcement announcement) {
    try {
      storage.settle(announcement);
    } catch (IOException | GlideException e) {
      LOG.warnf("a parked transfer will be announced again: %s", e.getMessage());
    }
  }
}
