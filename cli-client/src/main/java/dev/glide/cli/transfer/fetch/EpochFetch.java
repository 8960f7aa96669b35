package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.api.SessionGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session at one relay: its lanes, from the first connection to the end of any of them, which is
 * the end of all. What is written is told at most 50 ms late. Thread-safe.
 */
final class EpochFetch implements AutoCloseable {
  /** Below this one lane is enough, whatever the line is like. */
  private static final long SMALL_BYTES = 16L * 1024 * 1024;

  private static final Duration SHORT_LINE = Duration.ofMillis(20);
  private static final Duration LONG_LINE = Duration.ofMillis(50);
  private static final int SHORT_LANES = 2;
  private static final int MEDIUM_LANES = 4;
  private static final int LONG_LANES = 8;

  /** Within the 50 ms, with time to spare for a busy machine. */
  private static final long HAVE_NANOS = 30_000_000L;

  private static final long IDLE_MILLIS = 250;

  /** For the last words to get on their way. */
  private static final long FAREWELL_MILLIS = 500;

  private final Workplace place;
  private final ReceiveBoard board;
  private final SessionGrant grant;
  private final LaneDialer dialer;
  private final LaneBounds bounds;
  private final boolean tells;
  private final Threads threads;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<LaneFetch> lanes = new ArrayList<>();
  private int wanted = 1;
  private int available;
  private @Nullable Outcome outcome;

  /** How a session at one relay has ended. */
  sealed interface Outcome {}

  /** The other side has said farewell. */
  record Left(Reason reason) implements Outcome {}

  /** It broke, or never came about. */
  record Broken(Failure why) implements Outcome {}

  /**
   * Connects to nobody yet.
   *
   * @param chunks that the sender has from the start; of a stream it says later what it has
   * @param tells whether what is written here stays here, so that the sender may forget it
   */
  EpochFetch(
      Workplace place,
      SessionGrant grant,
      LaneDialer dialer,
      LaneBounds bounds,
      int chunks,
      boolean tells) {
    this.place = place;
    this.board = place.board();
    this.grant = grant;
    this.dialer = dialer;
    this.bounds = bounds;
    this.available = chunks;
    this.tells = tells;
    this.threads = new Threads(board);
  }

  void start() {
    threads.start("lane-0", () -> serve(0));
  }

  private void serve(int number) {
    Lane open;
    try {
      open = dialer.dial(grant, number, bounds);
    } catch (Failure e) {
      if (number == 0) {
        end(new Broken(e));
      }
      // The others do without it.
      return;
    }
    try (Lane lane = open;
        ChunkIntake intake = new ChunkIntake(place, Progress.Route.RELAY);
        LaneFetch fetch = new LaneFetch(place, lane, intake)) {
      if (number == 0) {
        begin(lane);
      }
      join(fetch);
      fetch.pump();
      end(new Left(fetch.read(new Hearing())));
    } catch (Failure e) {
      end(new Broken(e));
    }
  }

  /** Tells the sender what is here. */
  private void begin(Lane lane) throws Failure {
    if (tells) {
      board.takeFresh();
      BitSet written = board.arrived();
      if (!written.isEmpty()) {
        lane.send(Have.of(written));
      }
    }
    board.hope();
    threads.start("lane-clerk", this::keepTelling);
  }

  private void join(LaneFetch fetch) {
    synchronized (this) {
      fetch.has(available);
      lanes.add(fetch);
      if (outcome == null) {
        return;
      }
    }
    fetch.lane().close();
  }

  /** What a lane hears that concerns them all. */
  private final class Hearing implements LaneFetch.Listener {
    @Override
    public void arrived(LaneFetch from) throws Failure {
      if (from.lane().number() == 0) {
        widen(from.lane());
      }
    }

    @Override
    public void available(int chunks, boolean closed) {
      board.available(chunks, closed);
      grow(chunks);
    }
  }

  private synchronized void grow(int chunks) {
    available = Math.max(available, chunks);
    lanes.forEach(each -> each.has(available));
  }

  /** Opens more lanes where one can't be all: two cores open faster, a long line carries more. */
  private void widen(Lane first) throws Failure {
    int count;
    synchronized (this) {
      if (wanted > 1 || board.missingBytes() < SMALL_BYTES) {
        return;
      }
      count = lanes(first.roundTrip());
      wanted = count;
    }
    first.send(new Lanes(count));
    for (int i = 1; i < count; i++) {
      int number = i;
      threads.start("lane-" + number, () -> serve(number));
    }
  }

  static int lanes(Duration roundTrip) {
    if (roundTrip.compareTo(SHORT_LINE) <= 0) {
      return SHORT_LANES;
    }
    return roundTrip.compareTo(LONG_LINE) <= 0 ? MEDIUM_LANES : LONG_LANES;
  }

  /** Asks and tells whenever something has changed that the readers do not see. */
  private void keepTelling() {
    try {
      long seen = -1;
      long sinceNanos = 0;
      while (!board.isOver() && ended.getCount() > 0) {
        for (LaneFetch each : present()) {
          each.pump();
        }
        long wait = IDLE_MILLIS;
        if (tells && board.hasFresh()) {
          long now = System.nanoTime();
          sinceNanos = sinceNanos == 0 ? now : sinceNanos;
          wait = TimeUnit.NANOSECONDS.toMillis(HAVE_NANOS - (now - sinceNanos));
          if (wait <= 0) {
            sinceNanos = 0;
            tell();
            continue;
          }
        }
        seen = board.awaitChange(seen, wait);
      }
    } catch (Failure e) {
      end(new Broken(e));
    }
  }

  private synchronized List<LaneFetch> present() {
    return List.copyOf(lanes);
  }

  private void tell() throws Failure {
    BitSet fresh = board.takeFresh();
    if (!fresh.isEmpty()) {
      present().getFirst().lane().send(Have.of(fresh));
    }
  }

  /** Whether the sender is at the other end. */
  synchronized boolean isConnected() {
    return !lanes.isEmpty() && outcome == null;
  }

  /** Whether the sender has come. */
  synchronized boolean hasServed() {
    return !lanes.isEmpty();
  }

  /** Waits so long; empty if it goes on. */
  @Nullable Outcome await(long millis) throws InterruptedException {
    if (!ended.await(millis, TimeUnit.MILLISECONDS)) {
      return null;
    }
    synchronized (this) {
      return outcome;
    }
  }

  private void end(Outcome how) {
    synchronized (this) {
      if (outcome != null) {
        return;
      }
      outcome = how;
    }
    ended.countDown();
    dialer.close();
    // Each waits a moment for the other side to have read its last word.
    for (LaneFetch each : present()) {
      threads.start("lane-close", each.lane()::close);
    }
  }

  /** Says to the sender that all is here, or that this side leaves, without waiting long for it. */
  void leave(Reason reason) {
    Thread speaker = Thread.ofPlatform().daemon().name("lane-farewell").start(() -> bid(reason));
    // Also by a thread that is interrupted: that is when a receiver leaves.
    boolean interrupted = Thread.interrupted();
    try {
      speaker.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void bid(Reason reason) {
    List<LaneFetch> all = present();
    try {
      for (LaneFetch each : all) {
        List<LaneRecord> last = new ArrayList<>();
        if (each.lane().number() == 0 && reason == Reason.DONE) {
          last.add(Have.of(board.arrived()));
        }
        last.add(new Bye(reason));
        each.lane().sendAll(last);
      }
    } catch (Failure e) {
      // There is nobody left to take leave of.
      return;
    }
  }

  /** Ends all lanes, and waits until nothing is written any more. */
  @Override
  public void close() {
    end(new Left(Reason.STOPPING));
    threads.join();
  }
}
