package dev.glide.cli.transfer;

import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a person what a send is waiting for, once for each change. */
final class LiveWait {
  private final Progress progress;
  private final boolean parks;
  private final Duration accept;
  private String told = "";

  /**
   * Tells nothing yet.
   *
   * @param parks whether it is parked for those who do not say yes in time
   */
  LiveWait(Progress progress, boolean parks, Duration accept) {
    this.progress = progress;
    this.parks = parks;
    this.accept = accept;
  }

  void tell(Map<String, Standing> standings, Duration waited) {
    String stage = stage(standings, waited);
    if (!stage.equals(told)) {
      told = stage;
      progress.stage(stage);
    }
  }

  private String stage(Map<String, Standing> standings, Duration waited) {
    List<String> asked = those(standings, Standing.ASKED);
    List<String> coming = those(standings, Standing.COMING);
    boolean busy =
        standings.values().stream()
            .anyMatch(each ->
                each.getsOn() || each == Standing.STUCK || (parks && each == Standing.AWAY));
    if (busy || (asked.isEmpty() && coming.isEmpty())) {
      return "sending";
    }
    if (asked.isEmpty()) {
      return "waiting for " + String.join(", ", coming);
    }
    String waiting = "waiting for " + String.join(", ", asked) + " to accept";
    return deadline(waited)
        .map(seconds -> waiting + ", " + (parks ? "parks" : "gives up") + " in " + seconds + " s")
        .orElse(waiting);
  }

  /** Counts down where the end is near enough to be waited for. */
  private Optional<Long> deadline(Duration waited) {
    Duration left = accept.minus(waited);
    return left.compareTo(Duration.ofMinutes(1)) > 0 || left.isNegative()
        ? Optional.empty()
        : Optional.of(left.plusMillis(999).toSeconds());
  }

  private static List<String> those(Map<String, Standing> standings, Standing which) {
    List<String> handles = new ArrayList<>();
    standings.forEach((handle, standing) -> {
      if (standing == which) {
        handles.add("@" + handle);
      }
    });
    return handles;
  }
}
