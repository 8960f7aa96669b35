package dev.glide.cli.session;

import java.time.Duration;

/**
 * How long a lane waits for what.
 *
 * @param hello for the partner to come; the relay says so earlier if it does not
 * @param quiet without hearing or saying anything, until it pings
 * @param silence without hearing anything, until it is lost
 * @param farewell after its last record, for the other side to have read it
 * @param ending for the relay to say how a connection ended
 */
record LanePatience(
    Duration hello, Duration quiet, Duration silence, Duration farewell, Duration ending) {
  static final LanePatience USUAL =
      new LanePatience(
          Duration.ofSeconds(45),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));
}
