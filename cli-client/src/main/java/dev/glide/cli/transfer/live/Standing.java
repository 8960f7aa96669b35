package dev.glide.cli.transfer.live;

import dev.glide.cli.session.LaneRecord;
import dev.glide.shared.api.RecipientState;
import java.util.List;
import java.util.Optional;

/** How a sender stands with one recipient. */
public enum Standing {
  /** Has it, or will never have it. */
  ENDED,
  /** Is being served, and gets on. */
  SERVED,
  /** Has all of it, and has yet to say so to the registry. */
  FINISHING,
  /** Is connected, but has been silent for long. */
  STUCK,
  /** Has been asked, and may still say yes. */
  ASKED,
  /** Has said yes, or was here, and is waited for. */
  COMING,
  /** Nobody waits for them any more. */
  AWAY;

  /** Whether there is more to come of it by itself. */
  public boolean getsOn() {
    return this == SERVED || this == FINISHING;
  }

  /**
   * What is known of one recipient at one moment.
   *
   * @param asked whether they were online when they were offered it
   * @param startNanos when they were asked
   * @param acceptedNanos when their yes was seen
   */
  public record Facts(
      RecipientState.State state,
      boolean asked,
      long startNanos,
      Optional<Long> acceptedNanos,
      List<Presence> sessions) {
    public Facts {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * One session of theirs.
   *
   * @param newsNanos when it came, went or was heard of last
   */
  public record Presence(boolean up, Optional<LaneRecord.Reason> left, long newsNanos) {}

  /** Judges the facts. */
  public static Standing of(Facts facts, LiveTiming timing, long nowNanos) {
    if (facts.state().isEnd()) {
      return ENDED;
    }
    boolean up = false;
    boolean coming = false;
    for (Presence each : facts.sessions()) {
      long quiet = nowNanos - each.newsNanos();
      // Who is done still has to look at it once more, and to say so to the registry.
      boolean here = each.up() || each.left().filter(LaneRecord.Reason.DONE::equals).isPresent();
      if (here && quiet < timing.moving().toNanos()) {
        return each.up() ? SERVED : FINISHING;
      }
      up |= each.up();
      boolean awaited = each.left().isEmpty() || !timing.parks();
      coming |= awaited && quiet < timing.back().toNanos();
    }
    if (up) {
      return STUCK;
    }
    if (!facts.sessions().isEmpty()) {
      return coming ? COMING : AWAY;
    }
    return asked(facts, timing, nowNanos);
  }

  private static Standing asked(Facts facts, LiveTiming timing, long nowNanos) {
    Optional<Long> accepted = facts.acceptedNanos();
    if (accepted.isPresent()) {
      return nowNanos - accepted.get() < timing.back().toNanos() ? COMING : AWAY;
    }
    boolean inTime = nowNanos - facts.startNanos() < timing.accept().toNanos();
    return facts.asked() && inTime ? ASKED : AWAY;
  }
}
