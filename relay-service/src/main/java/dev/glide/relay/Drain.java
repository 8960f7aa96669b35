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
 * is left, and what it passes on to other relays. That is while the process has been asked to stop
 * and still answers; or when the operator wants nobody on this relay for a time, and until he says
 * otherwise.
 */
@ApplicationScoped
class Drain {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Logger LOG = Logger.getLogger(Drain.class);

  private final Beats beats;
  private final Sessions sessions;
  private final Presences presences;
  private final Duration patience;

  /** How often the operator has changed his mind: odd while nobody is wanted here. */
  private int turns;

  private boolean stopping;

  Drain(Beats beats, Sessions sessions, Presences presences, RelayConfig config) {
    this.beats = beats;
    this.sessions = sessions;
    this.presences = presences;
    this.patience = config.drain();
  }

  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    synchronized (this) {
      stopping = true;
      tellEverybody();
    }
    awaitEnd();
    endWhatIsLeft();
  }

  /** The operator wants nobody here. Returns at once; the same again changes nothing. */
  synchronized void order() {
    if (stopping || isOrdered()) {
      return;
    }
    int turn = ++turns;
    LOG.info("this relay is being drained, as the operator has ordered");
    tellEverybody();
    Thread.ofVirtual().name("relay-drain").start(() -> finish(turn));
  }

  /** The operator has changed his mind. A process that stops goes on with that. */
  synchronized void takeBack() {
    if (stopping || !isOrdered()) {
      return;
    }
    turns++;
    LOG.info("this relay is in use again, as the operator has ordered");
    sessions.undrain();
    presences.stay();
    beats.undrain();
  }

  private boolean isOrdered() {
    return turns % 2 == 1;
  }

  private void tellEverybody() {
    sessions.drain();
    beats.drain();
    presences.move();
  }

  private void finish(int turn) {
    awaitEnd();
    synchronized (this) {
      if (turn == turns && !stopping) {
        endWhatIsLeft();
      }
    }
  }

  private void endWhatIsLeft() {
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
