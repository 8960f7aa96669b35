package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and seals each chunk once for all who want it at about the same time, in buffers that are
 * used again. Thread-safe; its lock is never held while a chunk is read or sealed.
 *
 * <p>Who comes after a chunk has left the cache gets it read and sealed anew, under a salt of its
 * own. A salt stands for one key, and a key must never seal two contents: the file may have changed
 * in between, and then the same salt would give away both. What is in the cache, on the other hand,
 * are finished bytes, which may go out any number of times.
 */
public final class SealedChunks implements AutoCloseable {
  /** Sealed bytes that are kept; more only where each share holds its one chunk. */
  static final long LIMIT_BYTES = 64L * 1024 * 1024;

  private static final int FEWEST = 2;

  private final ChunkLayout layout;
  private final SealingKeys keys;
  private final Reader reader;
  private final int limit;
  private final List<SealedChunk> chunks = new ArrayList<>();
  private final Deque<SealingBench> benches = new ArrayDeque<>();
  private int benchesLeft;
  private int shares;
  private long clock;
  private boolean closed;

  /** Where the plaintext comes from; safe for all threads. */
  public interface Reader {
    /** Reads the plaintext of one chunk and returns its length. */
    int read(int index, byte[] into) throws Failure;
  }

  /**
   * Makes an empty cache.
   *
   * @param sealers how many may read and seal at the same time
   */
  public SealedChunks(ChunkLayout layout, SealingKeys keys, Reader reader, int sealers) {
    this(layout, keys, reader, sealers, LIMIT_BYTES);
  }

  SealedChunks(ChunkLayout layout, SealingKeys keys, Reader reader, int sealers, long limitBytes) {
    this.layout = layout;
    this.keys = keys;
    this.reader = reader;
    this.benchesLeft = sealers;
    int each = ChunkLayout.sealedBytes(layout.largestPlainBytes());
    this.limit = Math.clamp(limitBytes / each, FEWEST, Integer.MAX_VALUE);
  }

  /** A place for one more who takes chunks: a receiver, or the workers that park. */
  public synchronized Share share() {
    shares++;
    return new Share();
  }

  /**
   * One who takes chunks. It can hold its part of the limit, and one chunk at the least: so those
   * that are slow and hold theirs for long can't keep the others from getting any.
   */
  public final class Share implements AutoCloseable {
    private int held;
    private boolean left;

    /**
     * Takes a chunk, sealed now or shared with others.
     *
     * @throws Failure as the reader does; (interrupted) if the share is closed meanwhile
     */
    public SealedChunk take(int index) throws Failure {
      SealedChunk chunk;
      synchronized (SealedChunks.this) {
        awaitRoom();
        held++;
        SealedChunk found = find(index);
        if (found != null) {
          return shared(found);
        }
        chunk = claim(index, 1);
      }
      try {
        fill(index, chunk);
        return chunk;
      } catch (Failure | RuntimeException | Error e) {
        synchronized (SealedChunks.this) {
          held--;
        }
        throw e;
      }
    }

    private void awaitRoom() throws Failure {
      while (!left && !closed && held >= Math.max(1, limit / shares)) {
        Change.await(SealedChunks.this);
      }
      if (left || closed) {
        throw gone();
      }
    }

    private SealedChunk shared(SealedChunk chunk) throws Failure {
      chunk.users++;
      chunk.taken++;
      while (chunk.sealing) {
        Change.await(SealedChunks.this);
      }
      Failure failure = chunk.failure;
      if (failure != null) {
        chunk.users--;
        held--;
        throw failure;
      }
      return chunk;
    }

    /** Gives a chunk back that was taken here. */
    public void giveBack(SealedChunk chunk) {
      synchronized (SealedChunks.this) {
        held--;
        release(chunk);
      }
    }

    @Override
    public void close() {
      synchronized (SealedChunks.this) {
        if (!left) {
          left = true;
          shares--;
          SealedChunks.this.notifyAll();
        }
      }
    }
  }

  /** Reads and seals a chunk that somebody will soon ask for, unless it is there. */
  public void prepare(int index) throws Failure {
    SealedChunk chunk;
    synchronized (this) {
      if (closed || find(index) != null) {
        return;
      }
      chunk = claim(index, 0);
    }
    fill(index, chunk);
    synchronized (this) {
      release(chunk);
    }
  }

  private @Nullable SealedChunk find(int index) {
    for (SealedChunk each : chunks) {
      if (each.index == index) {
        return each;
      }
    }
    return null;
  }

  private SealedChunk claim(int index, int taken) {
    SealedChunk chunk = free();
    chunk.index = index;
    chunk.users = 1;
    chunk.taken = taken;
    chunk.sealing = true;
    chunk.failure = null;
    return chunk;
  }

  /** An empty buffer, the one used last since it may be in the processor's cache; or the oldest. */
  private SealedChunk free() {
    SealedChunk empty = null;
    SealedChunk oldest = null;
    for (SealedChunk each : chunks) {
      if (each.users > 0) {
        continue;
      }
      if (each.index == SealedChunk.NONE) {
        empty = empty == null || each.used > empty.used ? each : empty;
      } else {
        oldest = oldest == null || each.used < oldest.used ? each : oldest;
      }
    }
    if (empty != null) {
      return empty;
    }
    return oldest != null && chunks.size() >= limit ? oldest : added();
  }

  private SealedChunk added() {
    SealedChunk fresh = new SealedChunk(ChunkLayout.sealedBytes(layout.largestPlainBytes()));
    chunks.add(fresh);
    return fresh;
  }

  private void fill(int index, SealedChunk chunk) throws Failure {
    SealingBench bench = null;
    Failure failure = gone();
    try {
      bench = bench();
      bench.seal(index, chunk);
      failure = null;
    } catch (Failure e) {
      failure = e;
      throw e;
    } finally {
      filled(chunk, failure, bench);
    }
  }

  private synchronized SealingBench bench() throws Failure {
    while (!closed) {
      SealingBench idle = benches.pollLast();
      if (idle != null) {
        return idle;
      }
      if (benchesLeft > 0) {
        benchesLeft--;
        return new SealingBench(layout, reader, keys);
      }
      Change.await(SealedChunks.this);
    }
    throw gone();
  }

  private synchronized void filled(
      SealedChunk chunk, @Nullable Failure failure, @Nullable SealingBench bench) {
    chunk.sealing = false;
    chunk.failure = failure;
    if (failure != null) {
      chunk.index = SealedChunk.NONE;
      chunk.users--;
    }
    if (bench != null) {
      if (closed) {
        bench.close();
      } else {
        benches.addLast(bench);
      }
    }
    notifyAll();
  }

  /** What everybody has taken is of no use any more: its buffer is the next to be filled. */
  private void release(SealedChunk chunk) {
    chunk.users--;
    chunk.used = ++clock;
    if (chunk.users == 0) {
      if (chunk.taken >= Math.max(1, shares)) {
        chunk.index = SealedChunk.NONE;
      }
      if (chunks.size() > limit) {
        chunks.remove(chunk);
      }
    }
    notifyAll();
  }

  private static Failure gone() {
    return new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted");
  }

  /** How many buffers there are now. */
  synchronized int buffers() {
    return chunks.size();
  }

  /** Nobody can take anything any more; whoever waits for a chunk fails. */
  @Override
  public synchronized void close() {
    closed = true;
    benches.forEach(SealingBench::close);
    benches.clear();
    notifyAll();
  }
}
