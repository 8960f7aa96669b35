package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.StreamReader;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.Optional;

/** Seals and brings pieces of a stream. */
final class StreamWorker implements Crew.Worker {
  private final PieceQueue pieces;
  private final SealingKeys keys;
  private final StoreConnection store;
  private final Progress progress;

  StreamWorker(PieceQueue pieces, SealingKeys keys, StoreConnection store, Progress progress) {
    this.pieces = pieces;
    this.keys = keys;
    this.store = store;
    this.progress = progress;
  }

  @Override
  public void work() throws Failure {
    byte[] sealed = new byte[ChunkLayout.sealedBytes(ChunkLayout.DEFAULT_CHUNK_BYTES)];
    try (BodySealer sealer = new BodySealer(keys)) {
      for (Optional<StreamReader.Piece> next = pieces.take();
          next.isPresent();
          next = pieces.take()) {
        StreamReader.Piece piece = next.get();
        Body body = new Body.Chunk(piece.index(), piece.last());
        int length = sealer.seal(body, piece.content(), piece.length(), sealed);
        store.put(piece.index(), sealed, length);
        progress.moved(piece.length(), Progress.Route.PARKED);
      }
    } finally {
      store.close();
    }
  }

  @Override
  public void close() {
    pieces.abandon();
    store.close();
  }
}
