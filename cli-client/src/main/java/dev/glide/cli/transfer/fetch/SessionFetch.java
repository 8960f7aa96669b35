package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.shared.api.SessionGrant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sender as a source, through whichever relay the registry assigns: comes back after each
 * break, and follows when the session moves. Ends for good only when what the sender says is not
 * authentic, or when the registry gives no session of this transfer. Thread-safe.
 */
public final class SessionFetch implements AutoCloseable {
  private static final long ASK_MILLIS = 3_000;
  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 5_000;

  /** One that has lasted so long, or has brought anything, is asked for anew without delay. */
  private static final long LASTING_NANOS = 2_000_000_000L;

  /** Two receives on one device that throw each other out would do so for ever. */
  private static final int MOST_REPLACED = 3;

  private final Workplace place;
  private final ReceiveBoard board;
  private final Registrar registrar;
  private final Supplier<LaneDialer> dialers;
  private final Bounds bounds;
  private final Threads threads;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean started;
  private @Nullable EpochFetch present;
  private Prospect prospect = Prospect.NOBODY;
  private @Nullable Failure failure;

  /** Where sessions come from. */
  public interface Registrar {
    /**
     * Asks for the present session.
     *
     * @param lost the epoch that has failed; null if none has
     */
    SessionGrant ask(@Nullable Integer lost) throws Failure;
  }

  /**
   * What a sender can be asked for.
   *
   * @param chunks that it has from the start; of a stream it says later what it has
   * @param durable whether what is written here stays here
   */
  public record Bounds(LaneBounds lanes, int chunks, boolean durable) {}

  /** Whether the sender can be hoped for. */
  public enum Prospect {
    COMING,
    CONNECTED,
    /** Not now. */
    NOBODY,
    /** Not any more. */
    ENDED
  }

  /** Asks nobody yet. */
  public SessionFetch(
      Workplace place, Registrar registrar, Supplier<LaneDialer> dialers, Bounds bounds) {
    this.place = place;
    this.board = place.board();
    this.registrar = registrar;
    this.dialers = dialers;
    this.bounds = bounds;
    this.threads = new Threads(board);
  }

  /**
   * Begins, if it has not yet.
   *
   * @return whether it begins now
   */
  public synchronized boolean start() {
    boolean begins = !started;
    if (begins) {
      started = true;
      prospect = Prospect.COMING;
      threads.start("session", this::run);
    }
    return begins;
  }

  /** Whether the sender can be hoped for. */
  public synchronized Prospect prospect() {
    return present != null && present.isConnected() ? Prospect.CONNECTED : prospect;
  }

  /** Why there is no sender now, as far as anything is known of it. */
  public synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try {
      keepComing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepComing() throws InterruptedException {
    Integer lost = null;
    int idle = 0;
    int replaced = 0;
    while (over.getCount() > 0) {
      Optional<SessionGrant> grant = ask(lost);
      if (grant.isPresent()) {
        EpochFetch epoch = open(grant.get());
        long start = System.nanoTime();
        int before = board.arrivedCount();
        EpochFetch.Outcome outcome = follow(epoch, grant.get().epoch());
        epoch.close();
        boolean lasted = System.nanoTime() - start > LASTING_NANOS;
        boolean served = epoch.hasServed() && (lasted || board.arrivedCount() > before);
        idle = served ? 0 : idle + 1;
        replaced += isReplaced(outcome) ? 1 : 0;
        if (replaced == MOST_REPLACED) {
          end(elsewhere());
        }
        lost = lost(outcome, grant.get().epoch());
      } else {
        idle++;
      }
      board.look();
      if (idle > 0 && over.await(delayMillis(idle), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static long delayMillis(int idle) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(idle - 1, 10));
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
  }

  private Optional<SessionGrant> ask(@Nullable Integer lost) {
    try {
      return Optional.of(registrar.ask(lost));
    } catch (Failure e) {
      despair(e);
      if (e.exitCode() == ExitCode.REFUSED || e.exitCode() == ExitCode.NOT_FOUND) {
        end(e);
      }
      return Optional.empty();
    }
  }

  private synchronized EpochFetch open(SessionGrant grant) {
    EpochFetch epoch =
        new EpochFetch(
            place, grant, dialers.get(), bounds.lanes(), bounds.chunks(), bounds.durable());
    prospect = grant.partnerOnline() ? Prospect.COMING : Prospect.NOBODY;
    if (over.getCount() > 0) {
      present = epoch;
      epoch.start();
    }
    return epoch;
  }

  /** Stays until it ends, or has moved on. */
  private EpochFetch.Outcome follow(EpochFetch epoch, int number) throws InterruptedException {
    while (over.getCount() > 0) {
      EpochFetch.Outcome outcome = epoch.await(ASK_MILLIS);
      if (outcome != null) {
        return outcome;
      }
      if (hasMoved(number)) {
        break;
      }
    }
    return new EpochFetch.Left(Reason.MOVING);
  }

  private boolean hasMoved(int number) {
    try {
      return registrar.ask(null).epoch() != number;
    } catch (Failure e) {
      // As long as the session itself goes on, it does not need the registry.
      return false;
    }
  }

  private static boolean isReplaced(EpochFetch.Outcome outcome) {
    return outcome instanceof EpochFetch.Broken(Failure why) && why.code().equals("replaced");
  }

  private static Failure elsewhere() {
    return new Failure(
        ExitCode.REFUSED,
        "already-receiving",
        "another glide on this device is receiving the same transfer");
  }

  /** The epoch to report; null where another relay would be no better. */
  private @Nullable Integer lost(EpochFetch.Outcome outcome, int epoch) {
    return switch (outcome) {
      case EpochFetch.Left(Reason reason) -> {
        if (reason != Reason.MOVING) {
          despair(null);
        }
        yield null;
      }
      case EpochFetch.Broken(Failure why) -> {
        despair(why);
        if (why.exitCode() == ExitCode.NOT_AUTHENTIC || why.code().equals("garbled")) {
          board.suspect(why);
          end(why);
        }
        yield Lane.needsAnotherRelay(why) ? epoch : null;
      }
    };
  }

  private synchronized void despair(@Nullable Failure why) {
    failure = why;
    prospect = prospect == Prospect.ENDED ? prospect : Prospect.NOBODY;
  }

  private synchronized void end(Failure why) {
    failure = why;
    prospect = Prospect.ENDED;
    over.countDown();
  }

  /** Says to the sender that all is here. */
  public void finish() {
    EpochFetch epoch;
    synchronized (this) {
      epoch = present;
    }
    if (epoch != null && epoch.isConnected()) {
      epoch.leave(Reason.DONE);
    }
  }

  /** Leaves, and waits until nothing is written any more. The board must have ended before. */
  @Override
  public void close() {
    EpochFetch epoch;
    synchronized (this) {
      over.countDown();
      epoch = present;
    }
    if (epoch != null) {
      if (!board.isDone() && epoch.isConnected()) {
        epoch.leave(Reason.STOPPING);
      }
      epoch.close();
    }
    threads.join();
  }
}
