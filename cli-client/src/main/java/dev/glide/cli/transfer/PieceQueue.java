package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.tree.StreamReader;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Hands pieces of a stream from the one who reads to those who send; holds a few. Thread-safe. */
final class PieceQueue {
  private static final int CAPACITY = 2;

  private final Queue<StreamReader.Piece> pieces = new ArrayDeque<>();
  private boolean ended;
  private boolean abandoned;

  /**
   * Hands one over, waiting for room.
   *
   * @return false if nobody takes any more
   */
  synchronized boolean put(StreamReader.Piece piece) throws Failure {
    try {
      while (pieces.size() >= CAPACITY && !abandoned) {
        wait();
      }
    } catch (InterruptedException e) {
      throw Crew.interrupted(e);
    }
    pieces.add(piece);
    notifyAll();
    return !abandoned;
  }

  /** Empty when the stream has ended or nobody is to take any more. */
  synchronized Optional<StreamReader.Piece> take() throws Failure {
    try {
      while (pieces.isEmpty() && !ended && !abandoned) {
        wait();
      }
    } catch (InterruptedException e) {
      throw Crew.interrupted(e);
    }
    StreamReader.@Nullable Piece piece = abandoned ? null : pieces.poll();
    notifyAll();
    return Optional.ofNullable(piece);
  }

  /** There will be no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nobody takes any more. */
  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }
}
