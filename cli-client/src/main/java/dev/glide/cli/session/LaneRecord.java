package dev.glide.cli.session;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One thing that the two ends of a lane say to each other (protocol, section 10). */
public sealed interface LaneRecord {
  /** Sealed records are small, so that one is never waited for long. */
  int MAX_BYTES = 16_384;

  /** Most lanes of one session. */
  int MAX_LANES = 16;

  /**
   * Receiver: send this chunk.
   *
   * @param offset of a chunk that is still growing, from this byte of its content on; otherwise 0
   */
  record Request(int index, int offset) implements LaneRecord {
    public Request {
      requireIndex(index);
      requireOffset(offset);
    }
  }

  /**
   * Sender: the sealed chunk follows as this record's body.
   *
   * @param length of the body, bytes
   */
  record Chunk(int index, int length) implements LaneRecord {
    public Chunk {
      requireIndex(index);
      require(length > 0 && length <= ChunkLayout.sealedBytes(ChunkLayout.MAX_CHUNK_BYTES));
    }
  }

  /** Sender: a piece of a chunk that is still growing, sealed by the record alone. */
  final class Part implements LaneRecord {
    /** Most bytes of content in one piece. */
    public static final int MAX_CONTENT_BYTES = MAX_BYTES - 10;

    private final int index;
    private final int offset;
    private final boolean endsChunk;
    private final boolean endsStream;
    private final byte[] content;

    /**
     * Makes one; keeps {@code content} itself.
     *
     * @param offset of the content in the chunk's
     */
    public Part(int index, int offset, boolean endsChunk, boolean endsStream, byte[] content) {
      requireIndex(index);
      requireOffset(offset);
      require(content.length <= MAX_CONTENT_BYTES);
      this.index = index;
      this.offset = offset;
      this.endsChunk = endsChunk;
      this.endsStream = endsStream;
      this.content = content;
    }

    public int index() {
      return index;
    }

    public int offset() {
      return offset;
    }

    public boolean endsChunk() {
      return endsChunk;
    }

    public boolean endsStream() {
      return endsStream;
    }

    public byte[] content() {
      return content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Part part
          && index == part.index
          && offset == part.offset
          && endsChunk == part.endsChunk
          && endsStream == part.endsStream
          && Arrays.equals(content, part.content);
    }

    @Override
    public int hashCode() {
      return 31 * index + offset;
    }

    @Override
    public String toString() {
      return "Part[index=%d, offset=%d, endsChunk=%b, endsStream=%b, content of %d bytes]"
          .formatted(index, offset, endsChunk, endsStream, content.length);
    }
  }

  /** Sender: this chunk can't be sent; ask elsewhere. */
  record Lack(int index) implements LaneRecord {
    public Lack {
      requireIndex(index);
    }
  }

  /**
   * Sender, of a stream: how much of it can be asked for.
   *
   * @param chunks the last of them may still grow
   * @param closed whether there will be no more
   */
  record Available(int chunks, boolean closed) implements LaneRecord {
    public Available {
      require(chunks >= 0 && chunks <= ChunkLayout.MAX_CHUNKS);
    }
  }

  /** Receiver: these chunks are written at its end; long lists go out as several records. */
  record Have(List<Range> ranges) implements LaneRecord {
    /** Most ranges of one record. */
    static final int MAX_RANGES = (MAX_BYTES - 3) / 8;

    public Have {
      ranges = List.copyOf(ranges);
    }

    /** All indexes of a set. */
    public static Have of(BitSet indexes) {
      List<Range> ranges = new ArrayList<>();
      for (int first = indexes.nextSetBit(0); first >= 0; ) {
        int end = indexes.nextClearBit(first);
        ranges.add(new Range(first, end - 1));
        first = indexes.nextSetBit(end);
      }
      return new Have(ranges);
    }

    /** Sets all of them in {@code indexes}. */
    public void addTo(BitSet indexes) {
      for (Range each : ranges) {
        indexes.set(each.first(), each.last() + 1);
      }
    }
  }

  /** Chunk indexes, both ends included. */
  record Range(int first, int last) {
    public Range {
      requireIndex(first);
      requireIndex(last);
      require(first <= last);
    }
  }

  /** Receiver: no need to send this chunk any more. */
  record Drop(int index) implements LaneRecord {
    public Drop {
      requireIndex(index);
    }
  }

  /** Receiver, on lane 0: connect so many lanes in all. */
  record Lanes(int count) implements LaneRecord {
    public Lanes {
      require(count >= 1 && count <= MAX_LANES);
    }
  }

  /** Answered by a lane itself. */
  record Ping(long number) implements LaneRecord {}

  /** Taken by a lane itself. */
  record Pong(long number) implements LaneRecord {}

  /** The last record of its side. */
  record Bye(Reason reason) implements LaneRecord {}

  /** Why a side leaves. */
  enum Reason {
    DONE(0),
    /** The session goes on at another relay. */
    MOVING(1),
    CANCELLED(2),
    FAILED(3),
    /** Comes back later. */
    STOPPING(4);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /** Its byte. */
    int code() {
      return code;
    }

    static Optional<Reason> of(int code) {
      return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
  }

  private static void requireIndex(int index) {
    require(index >= 0 && index < ChunkLayout.MAX_CHUNKS);
  }

  private static void requireOffset(int offset) {
    require(offset >= 0 && offset <= ChunkLayout.MAX_CHUNK_BYTES);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("a record with a number beyond its limits");
    }
  }
}
