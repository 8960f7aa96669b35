package dev.glide.cli.session;

import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Ping;
import dev.glide.cli.session.LaneRecord.Pong;
import dev.glide.cli.session.LaneRecord.Range;
import dev.glide.cli.session.LaneRecord.Request;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.List;

/**
 * Which chunks a lane may speak of, and how large each can be: what is beyond is garbled.
 *
 * @param layout the largest that the transfer can have
 */
public record LaneBounds(ChunkLayout layout) {

  /** Of a transfer whose size is known. */
  public static LaneBounds of(ChunkLayout layout) {
    return new LaneBounds(layout);
  }

  /** Of a stream that may still grow. */
  public static LaneBounds ofStream(int chunkBytes) {
    return of(new ChunkLayout(chunkBytes, (long) ChunkLayout.MAX_CHUNKS * chunkBytes));
  }

  /** The largest that any sealed chunk can be: what a buffer for bodies must hold. */
  public int maxSealedBytes() {
    return layout.chunkCount() == 0 ? 0 : layout.maxSealedBytes(0);
  }

  void check(LaneRecord record) throws Garbled {
    switch (record) {
      case Request(int index, int offset) -> checkEnd(index, offset);
      case Chunk(int index, int length) -> {
        checkIndex(index);
        if (length > layout.maxSealedBytes(index)) {
          throw new Garbled("a chunk larger than it can be");
        }
      }
      case Part part -> checkEnd(part.index(), part.offset() + part.content().length);
      case Lack(int index) -> checkIndex(index);
      case Drop(int index) -> checkIndex(index);
      case Available(int chunks, boolean _) -> {
        if (chunks > layout.chunkCount()) {
          throw new Garbled("more chunks than there can be");
        }
      }
      case Have(List<Range> ranges) -> {
        for (Range each : ranges) {
          checkIndex(each.last());
        }
      }
      case Lanes _, Ping _, Pong _, Bye _ -> {}
    }
  }

  private void checkEnd(int index, int end) throws Garbled {
    checkIndex(index);
    if (end > layout.plainBytes(index)) {
      throw new Garbled("a place behind the end of a chunk");
    }
  }

  private void checkIndex(int index) throws Garbled {
    if (index >= layout.chunkCount()) {
      throw new Garbled("a chunk that does not exist");
    }
  }
}
