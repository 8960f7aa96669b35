package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import java.util.Optional;

/**
 * Serves one lane. The thread that runs it reads and never waits for anything else, so that a
 * receiver is always heard; a thread of its own answers the requests in their order.
 */
final class LaneServer {
  private static final byte[] NO_BODY = {};

  private final Lane lane;
  private final Supply supply;
  private final Ears ears;
  private final RequestQueue queue = new RequestQueue();

  /** Hears what a receiver says besides what it asks for. */
  interface Ears {
    void have(LaneRecord.Have have);

    void lanes(int count);
  }

  LaneServer(Lane lane, Supply supply, Ears ears) {
    this.lane = lane;
    this.supply = supply;
    this.ears = ears;
  }

  /**
   * Serves until the receiver says goodbye. Closes the lane in any case.
   *
   * @return why the receiver leaves
   * @throws Failure if the lane is lost
   */
  LaneRecord.Reason serve() throws Failure {
    Supply.Poke poke = queue::poke;
    Thread answers =
        Thread.ofPlatform().daemon().name("serve-" + lane.number()).unstarted(this::answer);
    supply.joined(poke);
    answers.start();
    try {
      return listen();
    } finally {
      queue.end();
      lane.close();
      supply.left(poke);
    }
  }

  private LaneRecord.Reason listen() throws Failure {
    while (true) {
      switch (lane.receive(NO_BODY)) {
        case LaneRecord.Request(int index, int offset) -> ask(index, offset);
        case LaneRecord.Drop(int index) -> queue.drop(index);
        case LaneRecord.Have have -> ears.have(have);
        case LaneRecord.Lanes(int count) -> ears.lanes(count);
        case LaneRecord.Bye(LaneRecord.Reason reason) -> {
          return reason;
        }
        case LaneRecord.Chunk _,
            LaneRecord.Part _,
            LaneRecord.Lack _,
            LaneRecord.Available _,
            LaneRecord.Ping _,
            LaneRecord.Pong _ ->
            throw new IllegalStateException("a lane lets through what only senders say");
      }
    }
  }

  private void ask(int index, int offset) throws Failure {
    if (!queue.add(index, offset)) {
      throw new Failure(
          ExitCode.NETWORK, "garbled", "the other side asks for more at once than it may");
    }
  }

  private void answer() {
    try {
      while (!queue.hasEnded()) {
        supply.news(lane);
        Optional<RequestQueue.Asked> next = queue.take();
        if (next.isPresent()) {
          supply.serve(lane, next.get().index(), next.get().offset());
        }
      }
    } catch (Failure e) {
      // The lane is lost, and the one who listens hears why; or the supply has told by itself.
      lane.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lane.close();
    } catch (RuntimeException | Error e) {
      lane.close();
      throw e;
    }
  }
}
