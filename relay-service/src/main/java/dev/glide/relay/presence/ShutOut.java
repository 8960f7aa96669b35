package dev.glide.relay.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users who may not connect although their tokens are good: for as long as a token can be that was
 * given to them before. Thread-safe.
 */
final class ShutOut {
  /** As long as the order can be heard by a relay that starts; a token lives for minutes. */
  private static final Duration LIFE = Duration.ofHours(6);

  private final Map<UUID, Instant> since = new ConcurrentHashMap<>();

  void add(UUID user, Instant at) {
    since.values().removeIf(each -> each.plus(LIFE).isBefore(at));
    since.put(user, at);
  }

  void remove(UUID user) {
    since.remove(user);
  }

  boolean has(UUID user) {
    return since.containsKey(user);
  }
}
