package dev.glide.registry.outbox;

import dev.glide.registry.outbox.OutboxPublisher.Outcome;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final long LAST_BACK_OFF_MILLIS = 10_000;

  /** Whoever publishes elsewhere is told of what is added here no more often than this. */
  private static final long ELSEWHERE_MILLIS = 5;

  private final OutboxPublisher publisher;
  private final Outbox outbox;
  private final long pollMillis;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private long backOffMillis = FIRST_BACK_OFF_MILLIS;
  private boolean failing;

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
    start();
  }

  void start() {
    thread = Thread.ofVirtual().name("outbox").start(this::run);
  }

  /**
   * Waits for the batch under way: the database is still there now. Nothing is interrupted, which
   * would close a virtual thread's connection to the database.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  void stop() throws InterruptedException {
    stopping.countDown();
    publisher.stop();
    outbox.wake();
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        pause(attempt());
      }
    } catch (InterruptedException e) {
      LOG.debug("the outbox rests");
    }
  }

  private Outcome attempt() {
    try {
      return publisher.publish();
    } catch (RuntimeException e) {
      return new Outcome.Failed(0, "the outbox can't be read: " + e);
    }
  }

  private void pause(Outcome outcome) throws InterruptedException {
    switch (outcome) {
      case Outcome.More() -> recovered();
      case Outcome.Empty() -> {
        recovered();
        outbox.awaitAdded(pollMillis);
      }
      case Outcome.Elsewhere() -> {
        recovered();
        sleep(ELSEWHERE_MILLIS);
        outbox.awaitAdded(pollMillis);
      }
      case Outcome.Failed(int acknowledged, String why) -> failed(acknowledged, why);
    }
  }

  private void recovered() {
    backOffMillis = FIRST_BACK_OFF_MILLIS;
    if (failing) {
      failing = false;
      LOG.info("events are published again");
    }
  }

  private void failed(int acknowledged, String why) throws InterruptedException {
    if (failing) {
      LOG.debugf("events can still not be published: %s", why);
    } else {
      failing = true;
      LOG.warnf("events can't be published and will be sent again until they are: %s", why);
    }
    // Where some get through, the others hold up no more than their own keys.
    backOffMillis = acknowledged > 0 ? FIRST_BACK_OFF_MILLIS : backOffMillis;
    sleep(backOffMillis);
    backOffMillis = Math.min(backOffMillis * 2, LAST_BACK_OFF_MILLIS);
  }

  /** Until then, or until the application stops. */
  private void sleep(long millis) throws InterruptedException {
    if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
      LOG.debug("the outbox rests");
    }
  }
}
