package dev.glide.relay.directory;

import dev.glide.relay.RelayConfig;
import dev.glide.relay.session.Sessions;
import dev.glide.shared.event.RelayEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Announces this relay every few seconds, one announcement at a time: while the registry does not
 * answer, none piles up.
 */
@ApplicationScoped
public class Beats {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How soon to look again whether the server listens. */
  private static final Duration NOT_YET = Duration.ofMillis(20);

  private static final Logger LOG = Logger.getLogger(Beats.class);

  private final Announcer announcer;
  private final RelaySelf self;
  private final Sessions sessions;
  private final RelayConfig config;
  private final Clock clock;
  private final Semaphore wakeUp = new Semaphore(0);
  private volatile boolean draining;
  private volatile boolean stopped;
  private boolean away;

  Beats(Announcer announcer, RelaySelf self, Sessions sessions, RelayConfig config, Clock clock) {
    this.announcer = announcer;
    this.self = self;
    this.sessions = sessions;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("relay-beats").start(this::beat);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    wakeUp.release();
  }

  /** Says from now on, and at once, that this relay is going. */
  public void drain() {
    draining = true;
    wakeUp.release();
  }

  /** Says from now on, and at once, that this relay stays. */
  public void undrain() {
    draining = false;
    wakeUp.release();
  }

  public boolean isDraining() {
    return draining;
  }

  private void beat() {
    try {
      while (!stopped) {
        boolean listens = self.isListening();
        if (listens) {
          announce();
        }
        Duration pause = listens ? config.beat() : NOT_YET;
        if (wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUp.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void announce() throws InterruptedException {
    try {
      announcer
          .announce(event())
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      away = false;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      if (!away) {
        LOG.warnf("the registry does not hear that this relay is there: %s", e);
      }
      away = true;
    }
  }

  private RelayEvent event() {
    return new RelayEvent(
        UUID.randomUUID(),
        clock.instant(),
        self.id(),
        self.address(),
        self.url().orElse(null),
        sessions.sessions(),
        config.maxSessions(),
        draining);
  }
}
