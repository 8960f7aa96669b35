package dev.glide.cli.session;

import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.seal.LaneCipher;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes one side of a lane: small records gather until they are flushed, bodies go out from the
 * caller's array. One thread at a time.
 */
final class FrameWriter {
  private static final int MAX_FRAME_BYTES = LaneCipher.LENGTH_BYTES + FrameReader.MAX_SEALED_BYTES;

  /**
   * So much of a body goes out in one piece with its record: a copy of this size costs less than a
   * packet of its own for a record of 27 bytes.
   */
  private static final int BODY_HEAD_BYTES = 16 * 1024;

  /** Java's sockets write no more at once, and between two writes progress is noted. */
  private static final int WRITE_BYTES = 128 * 1024;

  private final RawConnection connection;
  private final LaneCipher cipher;
  private final LanePulse pulse;
  private final byte[] out = new byte[MAX_FRAME_BYTES + BODY_HEAD_BYTES];
  private final ByteBuffer record = ByteBuffer.allocate(LaneRecord.MAX_BYTES);
  private int length;

  FrameWriter(RawConnection connection, LaneCipher cipher, LanePulse pulse) {
    this.connection = connection;
    this.cipher = cipher;
    this.pulse = pulse;
  }

  /** Adds a record to those that the next {@link #flush} writes. */
  void add(LaneRecord next) throws IOException {
    if (next instanceof Have(List<Range> ranges) && ranges.size() > Have.MAX_RANGES) {
      for (int from = 0; from < ranges.size(); from += Have.MAX_RANGES) {
        int to = Math.min(from + Have.MAX_RANGES, ranges.size());
        add(new Have(ranges.subList(from, to)));
      }
      return;
    }
    RecordCodec.encode(next, record.clear());
    if (length + LaneCipher.LENGTH_BYTES + record.position() + LaneCipher.TAG_BYTES > out.length) {
      flush();
    }
    length += cipher.seal(record.array(), record.position(), out, length);
  }

  /** Writes what was added and then {@code body[0, count)}. */
  void flush(byte[] body, int count) throws IOException {
    int head = Math.min(count, Math.min(BODY_HEAD_BYTES, out.length - length));
    System.arraycopy(body, 0, out, length, head);
    length += head;
    flush();
    for (int at = head; at < count; at += WRITE_BYTES) {
      write(body, at, Math.min(WRITE_BYTES, count - at));
    }
  }

  void flush() throws IOException {
    int count = length;
    length = 0;
    if (count > 0) {
      write(out, 0, count);
    }
  }

  private void write(byte[] bytes, int from, int count) throws IOException {
    pulse.writes();
    connection.write(bytes, from, count);
    pulse.said();
  }
}
