package dev.glide.chunks.chunk;

import dev.glide.chunks.storage.ChunkBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, handed from the event loop to the one thread that stores it.
 *
 * <p>The sender is paused while more than {@link #PAUSE_BYTES} wait, so that slow storage costs
 * neither memory nor the event loop.
 */
final class RequestBody implements ChunkBody {
  private static final int PAUSE_BYTES = 256 * 1024;
  private static final int RESUME_BYTES = PAUSE_BYTES / 2;

  /** Waking the storing thread for less than this costs more than the wait. */
  private static final int WAKE_BYTES = PAUSE_BYTES / 2;

  private final HttpServerRequest request;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Buffer> pieces = new ArrayDeque<>();
  private long waitingBytes;
  private long lastArrival;
  private boolean paused;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * Takes over a paused request; on its event loop.
   *
   * @param patience how long the sender may be silent
   */
  RequestBody(HttpServerRequest request, Duration patience) {
    this.request = request;
    this.patience = patience;
    request.handler(this::arrived);
    request.endHandler(done -> finished(null));
    request.exceptionHandler(this::finished);
  }

  @Override
  public ByteBuffer next() throws IOException {
    lock.lock();
    try {
      awaitPiece();
      Buffer piece = pieces.poll();
      if (piece == null) {
        return ByteBuffer.allocate(0);
      }
      waitingBytes -= piece.length();
      if (paused && waitingBytes <= RESUME_BYTES) {
        paused = false;
        request.resume();
      }
      return bytes(piece);
    } finally {
      lock.unlock();
    }
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets go of what has come and of what still comes; on the event loop.
   *
   * @param limitBytes so much is read at most
   * @param done runs when the body has ended or the limit is passed, maybe more than once
   */
  void discard(long limitBytes, Runnable done) {
    lock.lock();
    try {
      pieces.clear();
      waitingBytes = 0;
    } finally {
      lock.unlock();
    }
    if (hasEnded()) {
      done.run();
      return;
    }
    long[] seen = {0};
    request.handler(piece -> {
      seen[0] += piece.length();
      if (seen[0] > limitBytes) {
        done.run();
      }
    });
    request.endHandler(end -> {
      finished(null);
      done.run();
    });
    request.resume();
  }

  private void arrived(Buffer piece) {
    lock.lock();
    try {
      lastArrival = System.nanoTime();
      pieces.add(piece);
      waitingBytes += piece.length();
      if (waitingBytes >= PAUSE_BYTES && !paused) {
        paused = true;
        request.pause();
      }
      if (waitingBytes >= WAKE_BYTES) {
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void finished(@Nullable Throwable cause) {
    lock.lock();
    try {
      ended = true;
      failure = cause;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void awaitPiece() throws IOException {
    lastArrival = System.nanoTime();
    while (pieces.isEmpty() && !ended) {
      try {
        arrived.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConnectionLost("interrupted", e);
      }
      if (pieces.isEmpty() && System.nanoTime() - lastArrival > patience.toNanos()) {
        throw new ConnectionLost("the sender has been silent for " + patience);
      }
    }
    if (failure != null) {
      throw new ConnectionLost("the sender is gone", failure);
    }
  }

  /** The piece's own memory, not a copy: Vert.x 4 has no other way to it. */
  @SuppressWarnings("deprecation")
  private static ByteBuffer bytes(Buffer piece) {
    return piece.getByteBuf().nioBuffer();
  }
}
