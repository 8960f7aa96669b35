package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** A stream that is sent while it is read. The slowest of its receivers sets the pace. */
public final class StreamCargo implements Cargo, AutoCloseable {
  /**
   * Small: the window holds a number of them, and a receiver that comes back goes on somewhere in
   * one.
   */
  public static final int CHUNK_BYTES = ChunkLayout.DEFAULT_CHUNK_BYTES / 4;

  private static final long SEALED_BYTES = 16L * 1024 * 1024;

  private final StreamWindow window;
  private final SealedChunks chunks;

  public StreamCargo(
      SealingKeys keys, Collection<String> recipients, int sealers, Progress progress) {
    this.window = new StreamWindow(CHUNK_BYTES, recipients, progress);
    // No chunk that is sealed whole is the last.
    ChunkLayout endless = new ChunkLayout(CHUNK_BYTES, (long) ChunkLayout.MAX_CHUNKS * CHUNK_BYTES);
    this.chunks = new SealedChunks(endless, keys, window::read, sealers, SEALED_BYTES);
  }

  /**
   * Adds what was read; waits while those who are to have it do not get on.
   *
   * @return false if nobody takes any more
   */
  public boolean append(byte[] bytes, int length) throws Failure {
    return window.append(bytes, length);
  }

  /** The stream has ended; returns its length. */
  public long end() {
    return window.end();
  }

  /** Only these are waited for from now on. */
  public void want(Set<String> recipients) {
    window.want(recipients);
  }

  /** Bytes that were sent twice to somebody. */
  public long againBytes() {
    return window.againBytes();
  }

  @Override
  public Supply supplyFor(String recipient, UUID device) {
    return new StreamSupply(window, chunks.share(), window.join(recipient, device));
  }

  @Override
  public void has(String recipient, UUID device, LaneRecord.Have have) {
    StreamReceiver receiver = window.join(recipient, device);
    have.ranges().forEach(each -> window.has(receiver, each.first(), each.last()));
  }

  @Override
  public void close() {
    window.abandon();
    chunks.close();
  }
}
