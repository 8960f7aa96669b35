package dev.glide.registry.user;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The connections of one relay: whose each is, and which have gone. A number is used once, so one
 * that has gone never comes back; so long ago that it is not remembered, it counts as gone.
 */
final class Connections {
  /** Events are late by seconds; this many connections don't come and go in that time. */
  private static final int MAX_REMEMBERED = 4096;

  private final Map<Long, UUID> open = new HashMap<>();
  private final TreeSet<Long> gone = new TreeSet<>();
  private long goneUpTo = Long.MIN_VALUE;

  /** Notes that a user has connected; false if it was noted before, or has gone since. */
  boolean open(long connection, UUID user) {
    boolean over = connection <= goneUpTo || gone.contains(connection);
    return !over && open.putIfAbsent(connection, user) == null;
  }

  /** Notes that a connection has gone, whether or not it was known; returns whose it was. */
  Optional<UUID> close(long connection) {
    if (connection > goneUpTo) {
      gone.add(connection);
    }
    if (gone.size() > MAX_REMEMBERED) {
      goneUpTo = gone.removeFirst();
    }
    return Optional.ofNullable(open.remove(connection));
  }

  void forEach(BiConsumer<Long, UUID> action) {
    open.forEach(action);
  }
}
