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
 * store has something until one of them fails. What one connection reaches, all do. It is begun
 * anew at once if it has brought something before it failed, else after a rest. Thread-safe.
 */
public final class StoreFetch implements AutoCloseable {
  private static final int NONE = 0;

  /** Whoever lists chunks but brings none is not asked for them over and over. */
  private static final long REST_NANOS = 2_000_000_000L;

  private final Workplace place;
  private final ReceiveBoard board;
  private final Supplier<StoreConnection> connections;
  private final int workers;
  private final Threads threads;
  private final List<StoreConnection> open = new ArrayList<>();
  private int source = NONE;
  private boolean useful;
  private long failedNanos;
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
      if (isExhausted() && System.nanoTime() - failedNanos < REST_NANOS) {
        return;
      }
      begin();
    }
    board.has(source, stored);
  }

  private void begin() {
    failure = null;
    useful = false;
    int number = board.come(Progress.Route.PARKED, workers, workers);
    source = number;
    for (int i = 0; i < workers; i++) {
      StoreConnection connection = connections.get();
      open.add(connection);
      threads.start("store-" + i, () -> work(number, connection));
    }
  }

  /** Why nothing comes from there any more, if something has before. */
  public synchronized Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether it has failed before it brought anything: there is little hope in asking again. */
  public synchronized boolean isExhausted() {
    return failure != null && !useful;
  }

  private synchronized void brought(int number) {
    useful |= number == source;
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
      brought(number);
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
      failedNanos = System.nanoTime();
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
