package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.source.FetchPlan;
import dev.glide.cli.source.Lease;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the workers of one receive get their next chunk, and tell what has come. Thread-safe: it
 * keeps the plan under its lock.
 */
final class ReceiveBoard {
  /** A lease may become free for another by time alone, so nobody sleeps longer than this. */
  private static final long RECHECK_MILLIS = 500;

  private final FetchPlan plan;
  private ChunkLayout layout;

  /** Whether no chunk will be added to the layout any more. */
  private boolean closed;

  private boolean abandoned;
  private boolean lacking;

  ReceiveBoard(FetchPlan plan, ChunkLayout layout, boolean closed) {
    this.plan = plan;
    this.layout = layout;
    this.closed = closed;
  }

  /** A chunk to fetch, and how the chunks are cut. */
  record Task(Lease lease, ChunkLayout layout, boolean last) {}

  /** Waits for the next chunk for a source; empty when all is here or will not be. */
  synchronized Optional<Task> next(int source) throws Failure {
    while (!abandoned && !(closed && plan.isDone())) {
      Optional<Lease> lease = plan.lease(source, System.nanoTime());
      if (lease.isPresent()) {
        int index = lease.get().index();
        return Optional.of(new Task(lease.get(), layout, closed && layout.isLast(index)));
      }
      await(RECHECK_MILLIS);
    }
    return Optional.empty();
  }

  /** Returns false if somebody else was faster. */
  synchronized boolean arrived(Lease lease) {
    boolean isNew = plan.arrived(lease, System.nanoTime());
    notifyAll();
    return isNew;
  }

  /** A source does not have what it was thought to have. */
  synchronized void lacks(Lease lease) {
    plan.lacks(lease.source(), lease.index());
    lacking = true;
    notifyAll();
  }

  /** Whether that has happened since this was asked last. */
  synchronized boolean takeLacking() {
    boolean was = lacking;
    lacking = false;
    return was;
  }

  synchronized void has(int source, BitSet indexes) {
    plan.has(source, indexes);
    notifyAll();
  }

  /** More chunks are known to exist. */
  synchronized void grow(int chunkCount) {
    plan.grow(chunkCount);
    notifyAll();
  }

  /**
   * The layout is final.
   *
   * @return false if it has fewer chunks than have been seen
   */
  synchronized boolean close(ChunkLayout known) {
    boolean fits = plan.chunkCount() <= known.chunkCount();
    layout = known;
    closed = true;
    plan.grow(known.chunkCount());
    notifyAll();
    return fits;
  }

  synchronized int arrivedCount() {
    return plan.arrivedCount();
  }

  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }

  private void await(long millis) throws Failure {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Crew.interrupted().because(e);
    }
  }
}
