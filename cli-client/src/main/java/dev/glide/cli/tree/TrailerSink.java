package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;

/** Hears where a stream ended. */
public interface TrailerSink {
  /**
   * Takes the sender's word for it.
   *
   * @throws Failure if it can't be true
   */
  void accept(Trailer trailer) throws Failure;
}
