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
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.session.LaneRecord.Request;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of records: a kind, then its fields, big-endian, and nothing behind them. */
final class RecordCodec {
  private static final int REQUEST = 1;
  private static final int CHUNK = 2;
  private static final int PART = 3;
  private static final int LACK = 4;
  private static final int AVAILABLE = 5;
  private static final int HAVE = 6;
  private static final int DROP = 7;
  private static final int LANES = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int BYE = 11;

  private static final int ENDS_CHUNK = 1;
  private static final int ENDS_STREAM = 2;
  private static final int CLOSED = 1;

  private RecordCodec() {}

  /** Appends a record to {@code out}, which has room for {@link LaneRecord#MAX_BYTES}. */
  static void encode(LaneRecord record, ByteBuffer out) {
    switch (record) {
      case Request(int index, int offset) -> kind(out, REQUEST).putInt(index).putInt(offset);
      case Chunk(int index, int length) -> kind(out, CHUNK).putInt(index).putInt(length);
      case Part part -> encode(part, out);
      case Lack(int index) -> kind(out, LACK).putInt(index);
      case Available(int chunks, boolean closed) ->
          kind(out, AVAILABLE).putInt(chunks).put((byte) (closed ? CLOSED : 0));
      case Have(List<Range> ranges) -> encode(ranges, out);
      case Drop(int index) -> kind(out, DROP).putInt(index);
      case Lanes(int count) -> kind(out, LANES).put((byte) count);
      case Ping(long number) -> kind(out, PING).putLong(number);
      case Pong(long number) -> kind(out, PONG).putLong(number);
      case Bye(Reason reason) -> kind(out, BYE).put((byte) reason.code());
    }
  }

  private static ByteBuffer kind(ByteBuffer out, int kind) {
    return out.put((byte) kind);
  }

  private static void encode(Part part, ByteBuffer out) {
    int flags = (part.endsChunk() ? ENDS_CHUNK : 0) | (part.endsStream() ? ENDS_STREAM : 0);
    kind(out, PART)
        .putInt(part.index())
        .putInt(part.offset())
        .put((byte) flags)
        .put(part.content());
  }

  private static void encode(List<Range> ranges, ByteBuffer out) {
    kind(out, HAVE).putShort((short) ranges.size());
    for (Range each : ranges) {
      out.putInt(each.first()).putInt(each.last());
    }
  }

  /**
   * Reads what fills {@code in}.
   *
   * @throws Garbled if it is no record, or one whose fields are beyond their limits
   */
  static LaneRecord decode(ByteBuffer in) throws Garbled {
    LaneRecord record;
    try {
      record = read(in);
    } catch (BufferUnderflowException e) {
      throw new Garbled("a record is too short");
    } catch (IllegalArgumentException e) {
      throw new Garbled(String.valueOf(e.getMessage()));
    }
    if (in.hasRemaining()) {
      throw new Garbled("a record is too long");
    }
    return record;
  }

  private static LaneRecord read(ByteBuffer in) throws Garbled {
    int kind = in.get();
    return switch (kind) {
      case REQUEST -> new Request(in.getInt(), in.getInt());
      case CHUNK -> new Chunk(in.getInt(), in.getInt());
      case PART -> part(in);
      case LACK -> new Lack(in.getInt());
      case AVAILABLE -> new Available(in.getInt(), flags(in, CLOSED) == CLOSED);
      case HAVE -> have(in);
      case DROP -> new Drop(in.getInt());
      case LANES -> new Lanes(in.get());
      case PING -> new Ping(in.getLong());
      case PONG -> new Pong(in.getLong());
      case BYE -> new Bye(reason(in.get()));
      default -> throw new Garbled("a record of the unknown kind " + kind);
    };
  }

  private static Part part(ByteBuffer in) throws Garbled {
    int index = in.getInt();
    int offset = in.getInt();
    int flags = flags(in, ENDS_CHUNK | ENDS_STREAM);
    byte[] content = new byte[in.remaining()];
    in.get(content);
    return new Part(index, offset, (flags & ENDS_CHUNK) != 0, (flags & ENDS_STREAM) != 0, content);
  }

  private static Have have(ByteBuffer in) {
    int count = in.getShort() & 0xffff;
    List<Range> ranges = new ArrayList<>(Math.min(count, Have.MAX_RANGES));
    for (int i = 0; i < count; i++) {
      ranges.add(new Range(in.getInt(), in.getInt()));
    }
    return new Have(ranges);
  }

  private static int flags(ByteBuffer in, int known) throws Garbled {
    int flags = in.get();
    if ((flags & ~known) != 0) {
      throw new Garbled("a record with unknown flags");
    }
    return flags;
  }

  private static Reason reason(int code) throws Garbled {
    return Reason.of(code).orElseThrow(() -> new Garbled("a farewell for an unknown reason"));
  }
}
