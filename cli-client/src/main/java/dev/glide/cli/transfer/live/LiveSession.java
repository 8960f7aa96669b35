package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves one device of a recipient on a thread of its own, and comes again whenever the connection
 * is lost or the session moves, until the receiver is done or this is closed.
 */
public final class LiveSession implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 4_000;

  /** A relay that damages what passes through it may be another one the next time. */
  private static final int MOST_FORGERIES = 3;

  private final Line line;
  private final Cargo cargo;
  private final Supply supply;
  private final Thread keeper;
  private SessionGrant grant;
  private @Nullable EpochLanes lanes;
  private boolean up;
  private boolean closed;
  private LaneRecord.@Nullable Reason left;
  private long newsNanos = System.nanoTime();
  private int fruitless;
  private int forgeries;
  private boolean over;

  LiveSession(SessionGrant grant, Line line, Cargo cargo) {
    this.line = line;
    this.cargo = cargo;
    this.grant = grant;
    this.supply = cargo.supplyFor(grant.recipient(), grant.device());
    this.keeper =
        Thread.ofPlatform().daemon().name("session-" + grant.recipient()).unstarted(this::keep);
  }

  LiveSession start() {
    keeper.start();
    return this;
  }

  public String recipient() {
    return grant().recipient();
  }

  private synchronized SessionGrant grant() {
    return grant;
  }

  /** How it is now. */
  synchronized Standing.Presence presence() {
    return new Standing.Presence(up, Optional.ofNullable(left), newsNanos);
  }

  /** The session may be assigned to another relay now. */
  void offer(SessionGrant now) {
    EpochLanes old = null;
    synchronized (this) {
      if (now.epoch() > grant.epoch()) {
        grant = now;
        old = lanes;
        notifyAll();
      }
    }
    if (old != null) {
      old.close();
    }
  }

  private void keep() {
    try (supply) {
      while (!isClosed()) {
        SessionGrant now = grant();
        try {
          if (isOver(serve(now))) {
            return;
          }
          again(now, false);
        } catch (Failure e) {
          down();
          if (isForged(e) && ++forgeries == MOST_FORGERIES) {
            leave(LaneRecord.Reason.FAILED);
            return;
          }
          again(now, Lane.needsAnotherRelay(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      down();
      end();
    }
  }

  private synchronized void end() {
    over = true;
  }

  /** Whether this is at its end, and a session that is assigned anew needs another. */
  synchronized boolean isOver(SessionGrant now) {
    return over && now.epoch() > grant.epoch();
  }

  private LaneRecord.Reason serve(SessionGrant now) throws Failure {
    EpochLanes present =
        new EpochLanes(line.lanes(), now, line.bounds(), supply, have -> heard(now, have));
    synchronized (this) {
      lanes = present;
      if (closed || grant.epoch() > now.epoch()) {
        return LaneRecord.Reason.MOVING;
      }
    }
    return present.serve(this::up);
  }

  private void heard(SessionGrant from, LaneRecord.Have have) {
    synchronized (this) {
      newsNanos = System.nanoTime();
    }
    cargo.has(from.recipient(), from.device(), have);
  }

  private void up() {
    synchronized (this) {
      up = true;
      left = null;
      fruitless = 0;
      newsNanos = System.nanoTime();
    }
    line.changed().run();
  }

  private void down() {
    synchronized (this) {
      if (!up) {
        return;
      }
      up = false;
      newsNanos = System.nanoTime();
    }
    line.changed().run();
  }

  /** Whether the receiver will not come back after a goodbye like this. */
  private boolean isOver(LaneRecord.Reason reason) {
    if (reason != LaneRecord.Reason.MOVING) {
      leave(reason);
    }
    down();
    return switch (reason) {
      case DONE, CANCELLED -> true;
      case FAILED, MOVING, STOPPING -> false;
    };
  }

  private void leave(LaneRecord.Reason reason) {
    synchronized (this) {
      left = reason;
    }
    line.changed().run();
  }

  /** Gets a grant to come again with, under the next epoch if this one is lost. */
  private void again(SessionGrant old, boolean lost) throws InterruptedException {
    if (fruitless++ > 0) {
      pause(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(fruitless, 10)), old);
    }
    if (isClosed() || grant().epoch() > old.epoch()) {
      return;
    }
    try {
      SessionGrant next = line.renewed(old, lost);
      synchronized (this) {
        if (next.epoch() >= grant.epoch()) {
          // Also for the same epoch: its ticket is fresh.
          grant = next;
        }
      }
    } catch (Failure e) {
      if (isEnd(e)) {
        close();
      }
    }
  }

  private synchronized void pause(long millis, SessionGrant old) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = until - System.nanoTime();
    while (left > 0 && !closed && grant.epoch() == old.epoch()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }

  private static boolean isForged(Failure e) {
    return e.code().equals("not-authentic") || e.code().equals("garbled");
  }

  /** Whether the transfer has ended for this recipient. */
  private static boolean isEnd(Failure e) {
    return e.is(ErrorCode.WRONG_STATE)
        || e.is(ErrorCode.TRANSFER_ENDED)
        || e.is(ErrorCode.UNKNOWN_TRANSFER);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Says goodbye with this reason, and comes no more. */
  void leaveFor(LaneRecord.Reason reason) {
    EpochLanes present = shut();
    if (present != null) {
      present.leave(reason);
    }
  }

  /** Has no lanes opened any more; returns those that there are. */
  private synchronized @Nullable EpochLanes shut() {
    closed = true;
    notifyAll();
    return lanes;
  }

  @Override
  public void close() {
    EpochLanes present = shut();
    if (present != null) {
      present.close();
    }
  }
}
