package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.shared.api.Notice;
import java.util.concurrent.TimeUnit;

/**
 * What has happened to a transfer while nobody looked: notices from the server, and what the
 * threads of this process have to tell. Thread-safe; one thread waits.
 */
final class News implements PresenceClient.Listener {
  private boolean raised;
  private boolean states;
  private boolean sessions;

  /** Has the one who waits look up. */
  synchronized void raise() {
    raised = true;
    notifyAll();
  }

  /** Has the one who waits ask the registry how it stands with the recipients. */
  synchronized void raiseStates() {
    states = true;
    raise();
  }

  @Override
  public synchronized void notice(Notice notice) {
    // Whichever transfer it is about: asking once too often does no harm.
    switch (notice.kind()) {
      case Notice.SESSION -> sessions = true;
      case Notice.ACCEPTED, Notice.DECLINED, Notice.DELIVERED, Notice.CANCELLED, Notice.EXPIRED ->
          states = true;
      case Notice.READY -> {
        sessions = true;
        states = true;
      }
      default -> {
        return;
      }
    }
    raise();
  }

  /** Waits for news, but not for long. */
  synchronized void await(long millis) throws Failure {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = until - System.nanoTime();
    try {
      while (!raised && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = until - System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw Crew.interrupted(e);
    }
    raised = false;
  }

  synchronized boolean takeStates() {
    boolean was = states;
    states = false;
    return was;
  }

  synchronized boolean takeSessions() {
    boolean was = sessions;
    sessions = false;
    return was;
  }
}
