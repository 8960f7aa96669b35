package dev.glide.cli.transfer.live;

import java.time.Duration;

/**
 * How long a sender waits for whom.
 *
 * @param parks whether it is parked for whoever does not take it
 * @param accept for a yes of somebody who is online
 * @param back for a receiver that has lost its connection, or has said yes and not come yet
 * @param moving how long a receiver may be silent and still counts as getting on
 * @param poll between two looks at the registry where no notice comes
 */
public record LiveTiming(
    boolean parks, Duration accept, Duration back, Duration moving, Duration poll) {
  private static final Duration USUAL_MOVING = Duration.ofSeconds(30);
  private static final Duration USUAL_BACK = Duration.ofSeconds(5);
  private static final Duration USUAL_POLL = Duration.ofSeconds(2);

  /** Waits a little, then parks. */
  public static LiveTiming parking(Duration accept) {
    return new LiveTiming(true, accept, USUAL_BACK, USUAL_MOVING, USUAL_POLL);
  }

  /** Waits as long as the patience lasts: there is no other way. */
  public static LiveTiming liveOnly(Duration patience) {
    return new LiveTiming(false, patience, patience, USUAL_MOVING, USUAL_POLL);
  }
}
