package dev.glide.relay.presence;

import dev.glide.shared.event.Channels;
import dev.glide.shared.event.PresenceEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the registry who has come and gone, from a thread of its own. Of each connection only the
 * newest word waits, and none of one that came and went before the registry could be told of it: so
 * a registry that is slow or away costs no more than there are connections.
 */
@ApplicationScoped
class PresenceNews {
  private static final int AT_ONCE = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(PresenceNews.class);

  private final Emitter<PresenceEvent> channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Word> waiting = new LinkedHashMap<>();
  private final Set<Long> underWay = new HashSet<>();
  private boolean stopped;

  PresenceNews(
      @Channel(Channels.PRESENCE) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          Emitter<PresenceEvent> channel) {
    this.channel = channel;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("relay-presence").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells it soon. Does not block.
   *
   * @return done when the registry has heard this or something newer of the connection, or could
   *     not be told now
   */
  CompletionStage<Void> tell(PresenceEvent event) {
    return tell(event, false);
  }

  /** Tells of a connection of which the registry may know already. Does not block. */
  void tellAgain(PresenceEvent event) {
    tell(event, true);
  }

  private CompletionStage<Void> tell(PresenceEvent event, boolean known) {
    lock.lock();
    try {
      Word before = waiting.remove(event.connection());
      CompletableFuture<Void> told = before == null ? patient() : before.told();
      if (before != null && !before.tried() && !event.online()) {
        told.complete(null);
        return told;
      }
      waiting.put(
          event.connection(), new Word(event, told, known || (before != null && before.tried())));
      changed.signalAll();
      return told;
    } finally {
      lock.unlock();
    }
  }

  /** Who waits for it waits no longer than that. */
  private static CompletableFuture<Void> patient() {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      for (Optional<Word> next = next(); next.isPresent(); next = next()) {
        send(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a word on a connection of which none is under way; empty at the end. */
  private Optional<Word> next() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        if (underWay.size() < AT_ONCE) {
          for (Iterator<Word> words = waiting.values().iterator(); words.hasNext(); ) {
            Word word = words.next();
            if (underWay.add(word.event().connection())) {
              words.remove();
              return Optional.of(word);
            }
          }
        }
        changed.await();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void send(Word word) {
    CompletionStage<Void> sending;
    try {
      sending = channel.send(word.event());
    } catch (RuntimeException nobodyListens) {
      sending = CompletableFuture.failedStage(nobodyListens);
    }
    // What is said next of this connection waits until it is decided what has become of this, for
    // as long as that takes: the older word must not be the last to arrive.
    sending.whenComplete((done, failure) -> sent(word, failure == null));
  }

  private void sent(Word word, boolean heard) {
    if (!heard) {
      LOG.debugf("the registry has not heard of a connection; it will be told again");
      CompletableFuture.delayedExecutor(BEFORE_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> again(word.event()));
    }
    lock.lock();
    try {
      underWay.remove(word.event().connection());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    word.told().complete(null);
  }

  /** Unless there is something newer to say by now. */
  private void again(PresenceEvent event) {
    lock.lock();
    try {
      if (!stopped && !underWay.contains(event.connection())) {
        waiting.putIfAbsent(event.connection(), new Word(event, new CompletableFuture<>(), true));
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private record Word(PresenceEvent event, CompletableFuture<Void> told, boolean tried) {}
}
