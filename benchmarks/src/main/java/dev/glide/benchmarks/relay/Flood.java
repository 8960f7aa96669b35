package dev.glide.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** As many bytes as possible, one way, by one thread at each end of each flow. */
final class Flood {
  private static final int STEP = 1 << 18;

  private Flood() {}

  /** Seconds until {@code bytes}, divided among {@code flows} new flows, have come out. */
  static double through(Passage passage, int flows, long bytes) {
    List<Flow> open = new ArrayList<>();
    try {
      for (int i = 0; i < flows; i++) {
        open.add(passage.open());
      }
      return move(open, bytes / flows);
    } finally {
      open.forEach(Flow::close);
    }
  }

  private static double move(List<Flow> flows, long bytesEach) {
    long begin = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * flows.size())) {
      for (Flow flow : flows) {
        all.add(threads.submit(() -> write(flow.in(), bytesEach)));
        all.add(threads.submit(() -> read(flow.out(), bytesEach)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flow has broken", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void write(SocketChannel socket, long bytes) {
    ByteBuffer step = ByteBuffer.allocateDirect(STEP);
    try {
      for (long left = bytes; left > 0; ) {
        step.clear().limit((int) Math.min(STEP, left));
        left -= socket.write(step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(SocketChannel socket, long bytes) {
    ByteBuffer step = ByteBuffer.allocateDirect(STEP);
    try {
      for (long left = bytes; left > 0; ) {
        int got = socket.read(step.clear());
        if (got < 0) {
          throw new IOException(left + " bytes are missing");
        }
        left -= got;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
