package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.source.FetchPlan;
import dev.glide.cli.source.Lease;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one receive has and lacks, and who brings what: all that its threads share. Thread-safe: it
 * keeps the plan under its lock, which nobody holds while a chunk is read, opened or written.
 */
public final class ReceiveBoard {
  /** A lease may become free for another by time alone, so nobody sleeps longer than this. */
  private static final long RECHECK_MILLIS = 250;

  private static final int NONE = -1;

  private final FetchPlan plan;
  private final StreamEdge edge = new StreamEdge();
  private final BitSet fresh = new BitSet();
  private final Map<Progress.Route, Long> routes = new EnumMap<>(Progress.Route.class);
  private ChunkLayout layout;

  /** Whether no chunk will be added to the layout any more. */
  private boolean closed;

  private boolean ended;
  private boolean over;
  private @Nullable Failure fatal;
  private @Nullable Failure suspicion;
  private int sources;
  private long version;
  private boolean look;
  private long againBytes;
  private long newsNanos = System.nanoTime();

  public ReceiveBoard(FetchPlan plan, ChunkLayout layout, boolean closed) {
    this.plan = plan;
    this.layout = layout;
    this.closed = closed;
  }

  /** How a chunk is cut; {@code last} is empty where that is not known before it is opened. */
  record Cut(ChunkLayout layout, Optional<Boolean> last) {}

  // Sources.

  /** A source has come; returns its number in the plan. */
  synchronized int come(Progress.Route way, int least, int most) {
    plan.come(++sources, number(way), least, most, System.nanoTime());
    return sources;
  }

  private static int number(Progress.Route way) {
    return switch (way) {
      case PARKED -> -1;
      case RELAY -> -2;
    };
  }

  synchronized void gone(int source) {
    plan.gone(source);
    changed();
  }

  synchronized void has(int source, BitSet indexes) {
    plan.has(source, indexes);
    changed();
  }

  synchronized void roundTrip(int source, Duration measured) {
    plan.roundTrip(source, measured.toNanos());
  }

  /** Waits for the next chunk for a source; empty when all is here or will not be. */
  synchronized OptionalInt next(int source) {
    while (!over) {
      OptionalInt index = poll(source);
      if (index.isPresent()) {
        return index;
      }
      pause(RECHECK_MILLIS);
    }
    return OptionalInt.empty();
  }

  /** The next chunk for a source; empty if there is none for it now. */
  synchronized OptionalInt poll(int source) {
    if (over) {
      return OptionalInt.empty();
    }
    Optional<Lease> lease = plan.lease(source, System.nanoTime());
    return lease.isPresent() ? OptionalInt.of(lease.get().index()) : OptionalInt.empty();
  }

  /** What a source was asked for and need not bring any more. */
  synchronized List<Integer> takeDrops(int source) {
    return plan.takeDrops(source);
  }

  /** A source does not have what it was thought to have. */
  synchronized void lacks(int source, int index) {
    plan.lacks(source, index, System.nanoTime());
    look();
  }

  /** What a source has sent is not authentic. */
  synchronized void spoils(int source, int index, Failure why) {
    plan.spoils(source, index, System.nanoTime());
    suspect(why);
    look();
  }

  // Chunks.

  synchronized Cut cut(int index) {
    if (closed) {
      boolean last = index >= layout.chunkCount() - 1;
      return new Cut(layout, Optional.of(last));
    }
    return new Cut(layout, index < plan.chunkCount() - 1 ? Optional.of(false) : Optional.empty());
  }

  /** A chunk has come and is about to be opened. */
  synchronized void received(int source, int index) {
    plan.received(source, index, System.nanoTime());
  }

  /**
   * A chunk is written.
   *
   * @param length of its content
   * @return of these bytes, how many are new
   */
  synchronized int arrived(int source, int index, int length, Progress.Route route) {
    int before = edge.leave(index, length, layout.chunkBytes());
    int added = length - before;
    if (plan.arrived(source, index, System.nanoTime())) {
      fresh.set(index);
      routes.merge(route, (long) added, Long::sum);
    } else {
      againBytes += length;
      added = 0;
    }
    moved();
    return added;
  }

  // Streams.

  /** How much of a growing chunk is here. */
  synchronized int begun(int index) {
    return edge.begun(index);
  }

  /** A piece of a growing chunk is written, up to this place; not its end. */
  synchronized void grew(int index, int end, int added, Progress.Route route) {
    edge.grew(index, end);
    routes.merge(route, (long) added, Long::sum);
    newsNanos = System.nanoTime();
  }

  /** The chunk in which the stream was expected to go on is empty: it has ended before it. */
  synchronized void endsBefore(int index) {
    plan.shrink(index);
    moved();
  }

  /** More whole chunks are known to exist. */
  public synchronized void grow(int chunkCount) {
    plan.grow(chunkCount, NONE, System.nanoTime());
    changed();
  }

  /** So many chunks can be asked for; if there will be more, the last of them may still grow. */
  synchronized void available(int chunkCount, boolean noMore) {
    if (!closed) {
      plan.grow(chunkCount, noMore ? NONE : chunkCount - 1, System.nanoTime());
      newsNanos = System.nanoTime();
    }
    if (noMore) {
      endsStream();
    }
    changed();
  }

  /** The sender has said that the stream has ended; the registry will say where. */
  synchronized void endsStream() {
    ended = true;
    look();
  }

  /** Whether all that is left is the registry's word for the end of the stream. */
  public synchronized boolean awaitsTrailer() {
    return ended && !closed;
  }

  /**
   * The layout is final.
   *
   * @return false if it does not fit what has come
   */
  public synchronized boolean close(ChunkLayout known) {
    boolean fits = edge.fits(known);
    plan.grow(known.chunkCount(), NONE, System.nanoTime());
    for (int i = known.chunkCount(); i < plan.chunkCount(); i++) {
      fits &= plan.isMissing(i);
    }
    plan.shrink(known.chunkCount());
    layout = known;
    closed = true;
    moved();
    return fits;
  }

  // How it stands.

  public synchronized boolean isDone() {
    return closed && plan.isDone();
  }

  public synchronized boolean isOver() {
    return over;
  }

  public synchronized int chunkCount() {
    return plan.chunkCount();
  }

  synchronized int chunkBytes() {
    return layout.chunkBytes();
  }

  /** Plaintext bytes that are still to come, as far as is known. */
  synchronized long missingBytes() {
    return (long) (plan.chunkCount() - plan.arrivedCount()) * layout.chunkBytes();
  }

  /** What is missing and no source has. */
  public synchronized BitSet uncovered() {
    return plan.uncovered();
  }

  /** Whether somebody who is there was asked in vain for what nobody else has. */
  public synchronized boolean isDenied() {
    return !plan.denied().isEmpty();
  }

  synchronized int arrivedCount() {
    return plan.arrivedCount();
  }

  /** All chunks that are written. */
  synchronized BitSet arrived() {
    return plan.arrived();
  }

  /** The chunks that were written since this was asked last. */
  synchronized BitSet takeFresh() {
    BitSet taken = (BitSet) fresh.clone();
    fresh.clear();
    return taken;
  }

  synchronized boolean hasFresh() {
    return !fresh.isEmpty();
  }

  /** How many bytes have come by which way, without those that have come again. */
  public synchronized Map<Progress.Route, Long> routes() {
    return Map.copyOf(routes);
  }

  /** Bytes that have come although they were here. */
  public synchronized long againBytes() {
    return againBytes;
  }

  /** Since something has come, or was promised. */
  public synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - newsNanos);
  }

  /** There is hope: what is missing has been promised anew. */
  public synchronized void hope() {
    newsNanos = System.nanoTime();
  }

  // The end.

  /** Ends everything for this reason, unless it has ended. */
  public synchronized void fail(Failure reason) {
    if (!over) {
      fatal = reason;
      over = true;
      changed();
    }
  }

  /** Ends everything because of something that nobody thought of. */
  public void fail(Throwable reason) {
    fail(
        new Failure(ExitCode.FAILED, "internal", "something unforeseen happened: " + reason)
            .because(reason));
  }

  /** Ends everything. */
  public synchronized void end() {
    over = true;
    changed();
  }

  /** Remembers what to tell if nobody else brings what is missing; the first counts. */
  synchronized void suspect(Failure why) {
    if (suspicion == null) {
      suspicion = why;
    }
  }

  public synchronized Optional<Failure> suspicion() {
    return Optional.ofNullable(suspicion);
  }

  /**
   * Waits until all is here.
   *
   * @throws Failure why it will not be; or interrupted, if this thread is
   */
  public synchronized void awaitDone() throws Failure {
    try {
      while (!over && !isDone()) {
        wait();
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted(e).hint("the same command again goes on");
    }
    if (fatal != null) {
      throw fatal;
    }
  }

  // News for those who wait for it.

  /** Somebody should look how the transfer stands. */
  synchronized void look() {
    look = true;
    changed();
  }

  /**
   * Waits for {@link #look}, or so long.
   *
   * @return whether there was one
   */
  public synchronized boolean awaitLook(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!look && !over && System.nanoTime() < end) {
      pause(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
    boolean was = look;
    look = false;
    return was;
  }

  /** Waits until something has changed since {@code seen}, or so long; returns the new state. */
  synchronized long awaitChange(long seen, long millis) {
    if (version == seen && !over) {
      pause(Math.min(millis, RECHECK_MILLIS));
    }
    return version;
  }

  private void moved() {
    newsNanos = System.nanoTime();
    changed();
  }

  private void changed() {
    version++;
    notifyAll();
  }

  private void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, millis);
    } catch (InterruptedException e) {
      // Only the threads of a receive wait here, and only its end interrupts them.
      over = true;
      Thread.currentThread().interrupt();
    }
  }
}
