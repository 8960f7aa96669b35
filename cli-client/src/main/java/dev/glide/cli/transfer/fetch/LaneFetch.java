package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Request;
import dev.glide.cli.terminal.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One lane of a session as a source. One thread reads, opens and writes; requests go out from
 * whichever thread finds that there is something to ask for.
 */
final class LaneFetch implements AutoCloseable {
  /** The protocol's limit. */
  private static final int MOST_AHEAD = 64;

  private final ReceiveBoard board;
  private final Lane lane;
  private final ChunkIntake intake;
  private final int source;
  private final AtomicInteger pumping = new AtomicInteger();
  private boolean measured;

  /** Has what {@link #has} says, which is nothing yet. */
  LaneFetch(Workplace place, Lane lane, ChunkIntake intake) {
    this.board = place.board();
    this.lane = lane;
    this.intake = intake;
    this.source = board.come(Progress.Route.RELAY, 1, MOST_AHEAD);
  }

  /** Hears what a lane says that concerns the whole session. */
  interface Listener {
    void arrived(LaneFetch from) throws Failure;

    void available(int chunks, boolean ended);
  }

  Lane lane() {
    return lane;
  }

  void has(int chunks) {
    BitSet all = new BitSet();
    all.set(0, chunks);
    board.has(source, all);
  }

  /**
   * Asks for as much as the line can hold. Thread-safe: who comes while another is at it leaves its
   * part to that one.
   */
  void pump() throws Failure {
    if (pumping.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    do {
      List<LaneRecord> news = new ArrayList<>();
      board.takeDrops(source).forEach(index -> news.add(new Drop(index)));
      for (OptionalInt next = board.poll(source); next.isPresent(); next = board.poll(source)) {
        int index = next.getAsInt();
        news.add(new Request(index, board.begun(index)));
      }
      if (!news.isEmpty()) {
        lane.sendAll(news);
      }
      seen = pumping.addAndGet(-seen);
    } while (seen > 0);
  }

  /**
   * Reads until the other side says farewell.
   *
   * @throws Failure if the lane breaks, or {@code not-authentic}
   */
  LaneRecord.Reason read(Listener session) throws Failure {
    while (true) {
      switch (lane.receive(intake.buffer())) {
        case Chunk(int index, int length) -> {
          take(index, length);
          session.arrived(this);
        }
        case Part part -> takePart(part);
        case Lack(int index) -> {
          board.lacks(source, index);
          pump();
        }
        case Available(int chunks, boolean ended) -> session.available(chunks, ended);
        case Bye(LaneRecord.Reason reason) -> {
          return reason;
        }
        case LaneRecord.Request _,
            LaneRecord.Have _,
            LaneRecord.Drop _,
            LaneRecord.Lanes _,
            LaneRecord.Ping _,
            LaneRecord.Pong _ ->
            throw garbled("it says what only a receiver says");
      }
    }
  }

  private void take(int index, int length) throws Failure {
    board.received(source, index);
    if (!measured && !lane.roundTrip().isZero()) {
      measured = true;
      board.roundTrip(source, lane.roundTrip());
    }
    // The line must not run dry while this chunk is opened and written.
    pump();
    try {
      intake.take(source, index, length);
    } catch (NotAuthentic e) {
      throw e.failure("Chunk " + index + " of the sender");
    }
    pump();
  }

  private void takePart(Part part) throws Failure {
    int index = part.index();
    int begun = board.begun(index);
    int end = part.offset() + part.content().length;
    boolean ends = part.endsChunk() || part.endsStream();
    if (part.offset() > begun || (ends && end < begun)) {
      throw garbled("a piece of the stream is missing");
    }
    if (part.endsChunk() && !part.endsStream() && end < board.chunkBytes()) {
      throw garbled("a chunk is too short");
    }
    if (part.endsStream() && end == 0) {
      board.endsBefore(index);
      board.endsStream();
      return;
    }
    if (end > begun || ends) {
      if (ends) {
        board.received(source, index);
      }
      int skip = begun - part.offset();
      ByteBuffer fresh = ByteBuffer.wrap(part.content(), skip, Math.max(0, end - begun));
      intake.takePart(source, index, begun, fresh, ends);
    }
    if (ends) {
      pump();
    }
    if (part.endsStream()) {
      board.endsStream();
    }
  }

  /** Has nothing any more, and brings nothing; whoever reads it closes it. */
  @Override
  public void close() {
    board.gone(source);
  }

  private static Failure garbled(String what) {
    return new Failure(ExitCode.NETWORK, "garbled", "the other side can't be understood: " + what);
  }
}
