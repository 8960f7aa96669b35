package dev.glide.registry;

import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay, as far as the registry sees it. Those made later have greater ids. */
final class TestRelay {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration FOUR_BEATS = Duration.ofSeconds(8);

  final String id = "relay-%04d".formatted(COUNT.incrementAndGet());
  final String address = "http://" + id + ".internal:8080";
  final String url = "https://" + id + ".example.org";

  /** Makes the registry forget all relays, because they are not heard for so long. */
  static void silenceAll() {
    MovableClock.advance(FOUR_BEATS);
  }

  RelayEvent beat() {
    return beat(0, 100, false);
  }

  RelayEvent beat(int sessions, int maxSessions, boolean draining) {
    return beat(MovableClock.now(), sessions, maxSessions, draining);
  }

  RelayEvent beat(Instant at, int sessions, int maxSessions, boolean draining) {
    return new RelayEvent(UUID.randomUUID(), at, id, address, url, sessions, maxSessions, draining);
  }

  PresenceEvent presence(UUID user, Person device, long connection, boolean online) {
    return new PresenceEvent(
        UUID.randomUUID(), MovableClock.now(), id, user, device.deviceId(), connection, online);
  }
}
