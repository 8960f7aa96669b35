package dev.glide.cli.session;

import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.seal.LaneCipher;
import dev.glide.cli.seal.NotAuthentic;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Reads what the other side of a lane writes, however small the pieces it comes in. One thread. */
final class FrameReader {
  static final int MIN_SEALED_BYTES = LaneCipher.TAG_BYTES + 1;
  static final int MAX_SEALED_BYTES = LaneCipher.TAG_BYTES + LaneRecord.MAX_BYTES;

  /** Holds one frame; a body is read past it, but for what has come together with its frame. */
  private final byte[] buffer = new byte[LaneCipher.LENGTH_BYTES + MAX_SEALED_BYTES];

  private final byte[] record = new byte[MAX_SEALED_BYTES];
  private final RawConnection connection;
  private final LanePulse pulse;
  private int at;
  private int end;

  FrameReader(RawConnection connection, LanePulse pulse) {
    this.connection = connection;
    this.pulse = pulse;
  }

  /** The next byte, left to be read; -1 at the end. */
  int peek() throws IOException {
    return at < end || fill(1) ? buffer[at] & 0xff : -1;
  }

  /** Reads bytes in the clear. */
  byte[] clear(int length) throws IOException {
    need(length);
    at += length;
    return Arrays.copyOfRange(buffer, at - length, at);
  }

  /**
   * Reads a line in the clear, without its end.
   *
   * @throws Garbled if it has none within {@code maxBytes}
   */
  String line(int maxBytes) throws IOException, Garbled {
    for (int length = 0; length < maxBytes; length++) {
      need(length + 1);
      if (buffer[at + length] == '\n') {
        return new String(clear(length + 1), StandardCharsets.ISO_8859_1).strip();
      }
    }
    throw new Garbled("a line without end");
  }

  /**
   * Reads one record.
   *
   * @throws EOFException if the connection ends before or in it
   */
  LaneRecord next(LaneCipher cipher) throws IOException, NotAuthentic, Garbled {
    need(LaneCipher.LENGTH_BYTES);
    int sealed = (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
    if (sealed < MIN_SEALED_BYTES || sealed > MAX_SEALED_BYTES) {
      throw new Garbled("a frame of " + sealed + " bytes");
    }
    need(LaneCipher.LENGTH_BYTES + sealed);
    int length = cipher.open(buffer, at, sealed, record);
    at += LaneCipher.LENGTH_BYTES + sealed;
    return RecordCodec.decode(ByteBuffer.wrap(record, 0, length));
  }

  /** Reads a body straight into {@code into}. */
  void body(byte[] into, int length) throws IOException {
    int done = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, 0, done);
    at += done;
    while (done < length) {
      int count = connection.read(into, done, length - done);
      if (count < 0) {
        throw new EOFException("closed in the middle of a chunk");
      }
      pulse.heard();
      done += count;
    }
  }

  /** Reads what still comes until the end, or until this time is over, and forgets it. */
  void drain(Duration limit) throws IOException {
    long start = System.nanoTime();
    do {
      at = end;
    } while (System.nanoTime() - start < limit.toNanos() && fill(1));
  }

  private void need(int count) throws IOException {
    if (end - at < count && !fill(count)) {
      throw new EOFException(end == at ? "closed without a farewell" : "closed within a frame");
    }
  }

  /** Returns false if the connection ends before so many bytes are there. */
  private boolean fill(int count) throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    while (end < count) {
      int read = connection.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return false;
      }
      pulse.heard();
      end += read;
    }
    return true;
  }
}
