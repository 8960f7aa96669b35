package dev.glide.registry.relay;

import dev.glide.shared.event.RelayEvent;
import java.time.Instant;
import java.util.UUID;

/** Plays a relay for tests of other packages. */
public final class RelayVoice {
  private RelayVoice() {}

  /** A relay says that it is there. */
  public static void beat(Relays relays, String relay, Instant at) {
    relays.hear(new RelayEvent(UUID.randomUUID(), at, relay, "http://" + relay, null, 0, 1, false));
  }
}
