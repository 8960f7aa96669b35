package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.LaneRecord;
import dev.glide.shared.api.SessionGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All lanes of a session under one epoch: they stand and fall together. */
final class EpochLanes implements LaneServer.Ears, AutoCloseable {
  private static final long FAREWELL_MILLIS = 1_000;

  private final LaneDialer dialer;
  private final SessionGrant grant;
  private final LaneBounds bounds;
  private final Supply supply;
  private final Consumer<LaneRecord.Have> have;
  private final List<Lane> open = new ArrayList<>();
  private int asked = 1;
  private boolean closed;
  private @Nullable Failure failed;

  EpochLanes(
      LaneDialer dialer,
      SessionGrant grant,
      LaneBounds bounds,
      Supply supply,
      Consumer<LaneRecord.Have> have) {
    this.dialer = dialer;
    this.grant = grant;
    this.bounds = bounds;
    this.supply = supply;
    this.have = have;
  }

  /**
   * Connects lane 0, which brings the others as the receiver wants them, and serves until the
   * receiver says goodbye on it.
   *
   * @param up is run when the receiver is there
   * @throws Failure if any of the lanes is lost
   */
  LaneRecord.Reason serve(Runnable up) throws Failure {
    try (this) {
      Lane first = dialer.dial(grant, 0, bounds);
      if (!add(first)) {
        return LaneRecord.Reason.MOVING;
      }
      up.run();
      return new LaneServer(first, supply, this).serve();
    } catch (Failure e) {
      throw reason(e);
    }
  }

  private synchronized Failure reason(Failure own) {
    return failed == null ? own : failed;
  }

  private synchronized boolean add(Lane lane) {
    if (closed) {
      lane.close();
      return false;
    }
    open.add(lane);
    return true;
  }

  @Override
  public void have(LaneRecord.Have now) {
    have.accept(now);
  }

  @Override
  public synchronized void lanes(int count) {
    while (asked < count && !closed) {
      int number = asked++;
      Thread.ofPlatform().daemon().name("lane-" + number).start(() -> serveAlso(number));
    }
  }

  private void serveAlso(int number) {
    Lane lane;
    try {
      lane = dialer.dial(grant, number, bounds);
    } catch (Failure e) {
      // The receiver asks for everything on the lanes that there are.
      return;
    }
    if (!add(lane)) {
      return;
    }
    try {
      var _ = new LaneServer(lane, supply, this).serve();
    } catch (Failure e) {
      fail(e);
    }
  }

  private void fail(Failure reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      failed = reason;
    }
    close();
  }

  /** Tells the receiver why this side leaves, as far as it listens, and closes. */
  void leave(LaneRecord.Reason reason) {
    List<Lane> lanes;
    synchronized (this) {
      lanes = List.copyOf(open);
    }
    CountDownLatch said = new CountDownLatch(lanes.size());
    for (Lane each : lanes) {
      Thread.ofPlatform()
          .daemon()
          .name("farewell-" + each.number())
          .start(() -> {
            say(each, reason);
            said.countDown();
          });
    }
    try {
      // A receiver that does not read is not waited for.
      var _ = said.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private static void say(Lane lane, LaneRecord.Reason reason) {
    try (lane) {
      lane.send(new LaneRecord.Bye(reason));
    } catch (Failure e) {
      // It is gone already.
      return;
    }
  }

  @Override
  public void close() {
    List<Lane> lanes;
    synchronized (this) {
      closed = true;
      lanes = List.copyOf(open);
    }
    dialer.close();
    lanes.forEach(Lane::close);
  }
}
