package dev.glide.cli.online;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.shared.api.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Where one thread waits for what others have to tell: the presence socket, and fetches. */
final class Signals implements PresenceClient.Listener {
  private Batch batch = new Batch();
  private Line line = new Line(false, Optional.empty());

  /**
   * How the connection to the server is.
   *
   * @param up whether there is one
   * @param why there is none, if the last one was lost or could not be had
   */
  record Line(boolean up, Optional<Failure> why) {}

  /** A fetch that has come to an end, with its failure if it has failed. */
  record Ended(UUID id, Optional<Failure> failure) {}

  /** What has been told since this was asked last. */
  static final class Batch {
    private boolean everything;
    private final Set<UUID> changed = new LinkedHashSet<>();
    private final List<Ended> ended = new ArrayList<>();
    private boolean lineChanged;

    /** Whether anything may have been missed. */
    boolean everything() {
      return everything;
    }

    /** Transfers of which there is news. */
    Set<UUID> changed() {
      return changed;
    }

    List<Ended> ended() {
      return ended;
    }

    private boolean isEmpty() {
      return !everything && changed.isEmpty() && ended.isEmpty() && !lineChanged;
    }
  }

  @Override
  public synchronized void notice(Notice notice) {
    UUID transfer = notice.transfer();
    switch (notice.kind()) {
      case Notice.READY -> batch.everything = true;
      // Only the two ends of a session need to know of it.
      case Notice.SESSION -> {}
      default -> {
        if (transfer != null) {
          batch.changed.add(transfer);
        }
      }
    }
    notifyAll();
  }

  @Override
  public synchronized void connected() {
    line = new Line(true, Optional.empty());
    batch.lineChanged = true;
    notifyAll();
  }

  @Override
  public synchronized void away(Failure why) {
    line = new Line(false, Optional.of(why));
    batch.lineChanged = true;
    notifyAll();
  }

  synchronized void ended(UUID id, Optional<Failure> failure) {
    batch.ended.add(new Ended(id, failure));
    notifyAll();
  }

  synchronized Line line() {
    return line;
  }

  /**
   * Waits for something to be told, but not longer than this.
   *
   * @throws Failure (interrupted) if the thread is interrupted
   */
  synchronized Batch await(Duration longest) throws Failure {
    long end = System.nanoTime() + longest.toNanos();
    try {
      for (long left = longest.toNanos(); batch.isEmpty() && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
    Batch taken = batch;
    batch = new Batch();
    return taken;
  }
}
