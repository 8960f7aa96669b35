package dev.glide.relay;

import dev.glide.relay.directory.Beats;
import dev.glide.relay.presence.Presences;
import dev.glide.relay.session.Sessions;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Goes in peace: tells everybody, waits for a while until its sessions have moved, then ends what
 * is left, and what it passes on to other relays. Runs while the process has been asked to stop and
 * still answers.
 */
@ApplicationScoped
class Drain {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Logger LOG = Logger.getLogger(Drain.class);

  private final Beats beats;
  private final Sessions sessions;
  private final Presences presences;
  private final Duration patience;

  Drain(Beats beats, Sessions sessions, Presences presences, RelayConfig config) {
    this.beats = beats;
    this.sessions = sessions;
    this.presences = presences;
    this.patience = config.drain();
  }

  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    sessions.drain();
    beats.drain();
    presences.move();
    awaitEnd();
    if (!sessions.isEmpty()) {
      LOG.infof("ends %d sessions that have not moved elsewhere", sessions.sessions());
    }
    sessions.endAll();
    presences.closeAll();
  }

  private void awaitEnd() {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!sessions.isEmpty() && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
