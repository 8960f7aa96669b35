package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads and writes at a position until all is done, safe for all threads. */
final class Positional {
  private Positional() {}

  static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
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
