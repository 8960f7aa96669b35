package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;

/** The ticket of one transfer, renewed when it is refused. Thread-safe: the workers share it. */
public interface Tickets {
  String token();

  /**
   * A ticket other than {@code refused}, asked for if nobody has done so yet.
   *
   * @throws Failure if the registry gives none
   */
  String renew(String refused) throws Failure;
}
