package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads and writes at a position until all is done, safe for all threads. */
final class Positional {
  /**
   * Java copies what goes from an array to a file, or back, through memory of its own as large as
   * the whole call: in steps that fit into a core's cache the copy costs little.
   */
  private static final int STEP_BYTES = 128 * 1024;

  private Positional() {}

  static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int end = bytes.limit();
    long position = at;
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + STEP_BYTES));
      position += channel.write(bytes, position);
    }
  }

  /**
   * Reads until the buffer is full.
   *
   * @return false if the file ends before that
   */
  static boolean read(FileChannel channel, ByteBuffer into, long at) throws IOException {
    int end = into.limit();
    long position = at;
    while (into.position() < end) {
      into.limit(Math.min(end, into.position() + STEP_BYTES));
      int count = channel.read(into, position);
      if (count < 0) {
        return false;
      }
      position += count;
    }
    return true;
  }

  /** At most {@code length} bytes; fewer where the file ends. */
  static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = channel.read(bytes, at + bytes.position());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
