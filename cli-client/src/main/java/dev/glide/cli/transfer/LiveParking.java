package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.transfer.live.DeliveryBoard;
import dev.glide.cli.transfer.live.SealedChunk;
import dev.glide.cli.transfer.live.SealedChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings to the store what the board wants to be there, beside all that goes to receivers. Begins
 * when it is first needed.
 */
final class LiveParking implements AutoCloseable {
  private final DeliveryBoard board;
  private final SealedChunks chunks;
  private final Supplier<StoreConnection> connections;
  private final Runnable failed;
  private SealedChunks.@Nullable Share share;
  private @Nullable Crew crew;
  private volatile @Nullable Failure failure;

  /**
   * Begins nothing yet.
   *
   * @param failed is run when a worker has failed
   */
  LiveParking(
      DeliveryBoard board,
      SealedChunks chunks,
      Supplier<StoreConnection> connections,
      Runnable failed) {
    this.board = board;
    this.chunks = chunks;
    this.connections = connections;
    this.failed = failed;
  }

  void begin() {
    if (crew == null) {
      SealedChunks.Share taken = chunks.share();
      share = taken;
      List<Worker> workers = new ArrayList<>();
      for (int i = 0; i < Crew.size(); i++) {
        workers.add(new Worker(taken, connections.get()));
      }
      crew = Crew.start(workers);
    }
  }

  /** Why it has ended before its time, if it has. */
  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    board.endParking();
    if (share != null) {
      share.close();
    }
    if (crew != null) {
      crew.close();
    }
  }

  /** One connection to the store. */
  private final class Worker implements Crew.Worker {
    private final SealedChunks.Share share;
    private final StoreConnection store;

    Worker(SealedChunks.Share share, StoreConnection store) {
      this.share = share;
      this.store = store;
    }

    @Override
    public void work() throws Failure {
      try (store) {
        for (OptionalInt next = board.nextToPark(); next.isPresent(); next = board.nextToPark()) {
          bring(next.getAsInt());
        }
      } catch (Failure e) {
        failure = e;
        failed.run();
        throw e;
      }
    }

    private void bring(int index) throws Failure {
      SealedChunk chunk = share.take(index);
      try {
        store.put(index, chunk.bytes(), chunk.length());
      } finally {
        share.giveBack(chunk);
      }
      board.parked(index);
    }

    @Override
    public void close() {
      board.endParking();
      store.close();
    }
  }
}
