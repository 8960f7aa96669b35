package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;

/** What one receiver is sent from; its lanes use it at the same time. */
public interface Supply extends AutoCloseable {

  /**
   * Sends what was asked for, or says that it can't be had.
   *
   * @param offset of a chunk that is still growing, from this byte on
   * @throws Failure if the lane is lost, or the content can't be read
   */
  void serve(Lane lane, int index, int offset) throws Failure;

  /** Called on a lane before it waits, and when {@link Poke} says so: time for unasked news. */
  default void news(Lane lane) throws Failure {}

  /** Has a lane that waits come to {@link #news}. */
  interface Poke {
    void run();
  }

  /** A lane has begun, or ended, to be served from here. */
  default void joined(Poke poke) {}

  /** As {@link #joined}. */
  default void left(Poke poke) {}

  @Override
  void close();
}
