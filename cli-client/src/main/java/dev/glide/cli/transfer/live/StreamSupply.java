package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Serves one device from the window of a stream: whole chunks sealed, and of the one that grows
 * each piece as soon as it has been read.
 */
final class StreamSupply implements Supply {
  /** How much is read ahead of what a line takes at once. */
  private static final int BURST_BYTES = 16 * LaneRecord.Part.MAX_CONTENT_BYTES;

  private final StreamWindow window;
  private final SealedChunks.Share share;
  private final StreamReceiver receiver;
  private final AtomicReference<@Nullable Told> told = new AtomicReference<>();

  /** What a lane was told last, so that it is told nothing twice. */
  private record Told(Lane lane, LaneRecord.Available news) {}

  /** Takes a share, which it closes. */
  StreamSupply(StreamWindow window, SealedChunks.Share share, StreamReceiver receiver) {
    this.window = window;
    this.share = share;
    this.receiver = receiver;
  }

  @Override
  public void joined(Poke poke) {
    window.joined(poke);
  }

  @Override
  public void left(Poke poke) {
    window.left(poke);
  }

  @Override
  public void news(Lane lane) throws Failure {
    if (lane.number() != 0) {
      return;
    }
    // In this order: what is closed grows no more.
    boolean closed = window.isClosed();
    Told now = new Told(lane, new LaneRecord.Available(window.available(), closed));
    if (!now.equals(told.getAndSet(now))) {
      lane.send(now.news());
    }
  }

  @Override
  public void serve(Lane lane, int index, int offset) throws Failure {
    if (!window.isKept(index)) {
      lane.send(new LaneRecord.Lack(index));
    } else if (offset == 0 && window.isWhole(index)) {
      whole(lane, index);
    } else {
      follow(lane, index, offset);
    }
  }

  private void whole(Lane lane, int index) throws Failure {
    SealedChunk chunk = share.take(index);
    try {
      window.sent(receiver, index, 0, chunk.plainBytes());
      lane.sendChunk(index, chunk.bytes(), chunk.length());
    } finally {
      share.giveBack(chunk);
    }
  }

  private void follow(Lane lane, int index, int offset) throws Failure {
    byte[] burst = new byte[BURST_BYTES];
    int at = offset;
    while (true) {
      StreamWindow.Piece piece = window.follow(index, at, burst);
      if (piece == null) {
        lane.send(new LaneRecord.Lack(index));
        return;
      }
      window.sent(receiver, index, at, at + piece.length());
      lane.sendAll(parts(index, at, burst, piece));
      at += piece.length();
      if (piece.endsChunk()) {
        return;
      }
      // The one that follows is the one that would tell.
      news(lane);
    }
  }

  private static List<LaneRecord> parts(
      int index, int offset, byte[] burst, StreamWindow.Piece piece) {
    List<LaneRecord> parts = new ArrayList<>();
    int done = 0;
    do {
      int end = Math.min(piece.length(), done + LaneRecord.Part.MAX_CONTENT_BYTES);
      boolean last = end == piece.length();
      parts.add(
          new LaneRecord.Part(
              index,
              offset + done,
              last && piece.endsChunk(),
              last && piece.endsStream(),
              Arrays.copyOfRange(burst, done, end)));
      done = end;
    } while (done < piece.length());
    return parts;
  }

  @Override
  public void close() {
    share.close();
  }
}
