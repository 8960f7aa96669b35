package dev.glide.registry.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells relays whose clocks are wrong from those that are gone. Whoever starts reads what has been
 * said in an hour within moments; who still says something old much later says it now.
 */
final class LateRelays {
  private static final int MAX_REMEMBERED = 256;

  private final Duration patience;
  private final Map<String, Instant> firstHeard =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  LateRelays(Duration patience) {
    this.patience = patience;
  }

  /** Notes that a relay has said something old; true if it is late, once and then rarely. */
  boolean isStillLate(String relay, Instant now) {
    Instant first = firstHeard.putIfAbsent(relay, now);
    boolean late = first != null && first.isBefore(now.minus(patience));
    if (late) {
      // Not again with each beat, but for as long as it goes on.
      firstHeard.put(relay, now.plus(patience.multipliedBy(100)));
    }
    return late;
  }
}
