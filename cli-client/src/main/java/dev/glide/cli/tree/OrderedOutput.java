package dev.glide.cli.tree;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes chunks to one stream in their order. A thread that comes too early waits for its turn, so
 * memory is bounded by the threads; each must bring its chunks in ascending order.
 */
public final class OrderedOutput implements ChunkSink {
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turn = lock.newCondition();
  private int next;
  private boolean aborted;

  public OrderedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int index, byte[] content, int length) throws Failure {
    lock.lock();
    try {
      while (next < index && !aborted) {
        turn.awaitUninterruptibly();
      }
      if (aborted) {
        throw new Failure(ExitCode.INTERRUPTED, "interrupted", "the output has been given up");
      }
      if (index == next) {
        out.write(content, 0, length);
        next++;
      }
    } catch (IOException e) {
      aborted = true;
      throw LocalFailure.of("output-closed", "can't write to standard output").because(e);
    } finally {
      turn.signalAll();
      lock.unlock();
    }
  }

  /** How many chunks are out. */
  public int writtenCount() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands on what is still buffered.
   *
   * @throws Failure {@code output-closed}
   */
  public void finish() throws Failure {
    try {
      out.flush();
    } catch (IOException e) {
      throw LocalFailure.of("output-closed", "can't write to standard output").because(e);
    }
  }

  /** Sends all waiting threads home with a {@link Failure}: a chunk will not come. */
  public void abort() {
    lock.lock();
    try {
      aborted = true;
      turn.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
