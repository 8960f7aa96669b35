package dev.glide.registry.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells relays whose clocks are wrong from those that are gone. Whoever starts reads what has been
 * said in an hour within moments, and may read it again; who still says something new that is old
 * much later says it now.
 */
final class LateRelays {
  private static final int MAX_REMEMBERED = 256;
  private static final int RARELY = 100;

  private final Duration patience;
  private final Map<String, Late> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Late> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  LateRelays(Duration patience) {
    this.patience = patience;
  }

  /**
   * What a relay has said late.
   *
   * @param since from when on its being late counts
   * @param newest when it says that it said the last of it
   */
  private record Late(Instant since, Instant newest) {}

  /**
   * Notes that a relay has said something old; true if it is late, once and then rarely.
   *
   * @param at when it says that it was said
   */
  boolean isStillLate(String relay, Instant at, Instant now) {
    Late before = known.get(relay);
    if (before == null) {
      known.put(relay, new Late(now, at));
      return false;
    }
    if (!at.isAfter(before.newest())) {
      return false;
    }
    boolean late = before.since().isBefore(now.minus(patience));
    known.put(relay, new Late(late ? now.plus(patience.multipliedBy(RARELY)) : before.since(), at));
    return late;
  }
}
