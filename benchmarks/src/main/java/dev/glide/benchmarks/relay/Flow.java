package dev.glide.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;

/** Two sockets with something between them: what is written to one comes out of the other. */
record Flow(SocketChannel in, SocketChannel out) implements AutoCloseable {

  @Override
  public void close() {
    try (in;
        out) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
