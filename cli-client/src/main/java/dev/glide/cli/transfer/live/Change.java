package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import java.util.concurrent.TimeUnit;

/** What threads wait for that share something under one monitor. */
final class Change {
  private Change() {}

  /**
   * Waits for a change of anything; whoever waits looks again in any case.
   *
   * @param monitor held by the caller
   * @throws Failure (interrupted) if the thread is
   */
  static void await(Object monitor) throws Failure {
    try {
      TimeUnit.MINUTES.timedWait(monitor, 1);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }
}
