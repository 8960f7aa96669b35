package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.TreeReader;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.OptionalInt;

/** Reads, seals and brings one chunk after the other, in buffers of its own. */
final class SendWorker implements Crew.Worker {
  private final SendQueue queue;
  private final TreeReader reader;
  private final SealingKeys keys;
  private final StoreConnection store;
  private final Progress progress;
  private volatile boolean closed;

  SendWorker(
      SendQueue queue,
      TreeReader reader,
      SealingKeys keys,
      StoreConnection store,
      Progress progress) {
    this.queue = queue;
    this.reader = reader;
    this.keys = keys;
    this.store = store;
    this.progress = progress;
  }

  @Override
  public void work() throws Failure {
    ChunkLayout layout = reader.layout();
    int largest = layout.largestPlainBytes();
    byte[] plain = new byte[largest];
    byte[] sealed = new byte[ChunkLayout.sealedBytes(largest)];
    try (BodySealer sealer = new BodySealer(keys)) {
      for (OptionalInt next = queue.next(); next.isPresent() && !closed; next = queue.next()) {
        int index = next.getAsInt();
        int length = reader.read(index, plain);
        int sealedLength = sealer.seal(Body.chunk(layout, index), plain, length, sealed);
        store.put(index, sealed, sealedLength);
        progress.moved(length, Progress.Route.PARKED);
      }
    } finally {
      store.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    store.close();
  }
}
