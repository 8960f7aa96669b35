package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chunk store as a source: a few connections, each with a worker of its own, from when the
 * store has something until it fails. What one connection reaches, all do. Thread-safe.
 */
public final class StoreFetch implements AutoCloseable {
  private static final int NONE = 0;

  private final Workplace place;
  private final ReceiveBoard board;
  private final Supplier<StoreConnection> connections;
  private final int workers;
  private final Threads threads;
  private final List<StoreConnection> open = new ArrayList<>();
  private int source = NONE;
  private @Nullable Failure failure;

  /**
   * Asks nobody yet.
   *
   * @param connections opens one for a worker
   */
  public StoreFetch(Workplace place, Supplier<StoreConnection> connections, int workers) {
    this.place = place;
    this.board = place.board();
    this.connections = connections;
    this.workers = workers;
    this.threads = new Threads(board);
  }

  /** The store has these; goes to work if that has ended, or has not begun. */
  public synchronized void has(BitSet stored) {
    if (stored.isEmpty() || board.isOver()) {
      return;
    }
    if (source == NONE) {
      failure = null;
      source = board.come(Progress.Route.PARKED, workers, workers);
      for (int i = 0; i < workers; i++) {
        StoreConnection connection = connections.get();
        int number = source;
        open.add(connection);
        threads.start("store-" + i, () -> work(number, connection));
      }
    }
    board.has(source, stored);
  }

  /** Why nothing comes from there any more, if something has before. */
  public synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  private void work(int number, StoreConnection connection) {
    try (connection;
        ChunkIntake intake = new ChunkIntake(place, Progress.Route.PARKED)) {
      for (OptionalInt next = board.next(number); next.isPresent(); next = board.next(number)) {
        fetch(number, next.getAsInt(), connection, intake);
      }
    } catch (Failure e) {
      stop(number, e);
    }
  }

  private void fetch(int number, int index, StoreConnection connection, ChunkIntake intake)
      throws Failure {
    try {
      OptionalInt length = connection.get(index, intake.buffer());
      if (length.isEmpty()) {
        board.lacks(number, index);
        return;
      }
      board.received(number, index);
      intake.take(number, index, length.getAsInt());
    } catch (NotAuthentic e) {
      board.spoils(number, index, e.failure("Chunk " + index));
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.NOT_AUTHENTIC) {
        throw e;
      }
      board.spoils(number, index, e);
    }
  }

  private synchronized void stop(int number, Failure why) {
    if (number == source) {
      source = NONE;
      failure = why;
      board.gone(number);
      open.forEach(StoreConnection::close);
      open.clear();
      board.look();
    }
  }

  /** Ends all workers, and waits until they have. The board must have ended before. */
  @Override
  public void close() {
    synchronized (this) {
      open.forEach(StoreConnection::close);
      open.clear();
    }
    threads.join();
  }
}
