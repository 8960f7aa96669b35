package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees to it that a power cut costs a long transfer less than a minute of what it has. Where the
 * file system can't be flushed as a whole, a power cut costs all of it; a crash costs nothing.
 */
final class PeriodicForce {
  /** As often as Linux writes back what has become old. */
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Path folder;
  private final PartState state;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long last = System.nanoTime();

  PeriodicForce(Path folder, PartState state) {
    this.folder = folder;
    this.state = state;
  }

  /** Forces if it is time; the other threads go on meanwhile. */
  void afterChunk() throws IOException {
    if (System.nanoTime() - last < PERIOD.toNanos() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      force();
      last = System.nanoTime();
    } finally {
      busy.set(false);
    }
  }

  void force() throws IOException {
    BitSet chunks = state.written();
    chunks.andNot(state.forced());
    if (!chunks.isEmpty() && Durability.flushFileSystem(folder)) {
      state.markForced(chunks);
    }
  }
}
