package dev.glide.registry.outbox;

import dev.glide.registry.outbox.OutboxPublisher.Outcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the publisher for as long as the application runs: at once when this process has added
 * something, every now and then for what others have left, and ever more rarely while it fails.
 */
@Singleton
final class OutboxLoop {
  private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
  private static final long FIRST_BACK_OFF_MILLIS = 100;
  private static final long LAST_BACK_OFF_MILLIS = 30_000;

  private final OutboxPublisher publisher;
  private final Outbox outbox;
  private final long pollMillis;
  private @Nullable Thread thread;

  OutboxLoop(
      OutboxPublisher publisher,
      Outbox outbox,
      @ConfigProperty(name = "glide.outbox.poll") Duration poll) {
    this.publisher = publisher;
    this.outbox = outbox;
    this.pollMillis = poll.toMillis();
  }

  /** Late among the observers: the channels must be there. */
  void start(@Observes @Priority(5000) StartupEvent event) {
    thread = Thread.ofVirtual().name("outbox").start(this::run);
  }

  /** Waits for the batch under way: the database is still there now. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(Duration.ofSeconds(5));
    }
  }

  private void run() {
    long backOffMillis = FIRST_BACK_OFF_MILLIS;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        switch (attempt()) {
          case MORE -> backOffMillis = FIRST_BACK_OFF_MILLIS;
          case EMPTY, ELSEWHERE -> {
            backOffMillis = FIRST_BACK_OFF_MILLIS;
            outbox.awaitAdded(pollMillis);
          }
          case FAILED -> {
            Thread.sleep(backOffMillis);
            backOffMillis = Math.min(backOffMillis * 2, LAST_BACK_OFF_MILLIS);
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the outbox rests");
    }
  }

  private Outcome attempt() {
    try {
      return publisher.publish();
    } catch (RuntimeException e) {
      LOG.warnf("the outbox can't be read and will be tried again: %s", e);
      return Outcome.FAILED;
    }
  }
}
