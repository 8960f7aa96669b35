package dev.glide.registry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.relay.HandClock;
import dev.glide.registry.relay.RelayVoice;
import dev.glide.registry.relay.Relays;
import dev.glide.shared.event.PresenceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectedDevicesTest {
  private final HandClock clock = new HandClock();
  private final Relays relays = new Relays(clock, Duration.ofSeconds(2));
  private final ConnectedDevices devices = new ConnectedDevices(relays);
  private final UUID alice = UUID.randomUUID();
  private final UUID bob = UUID.randomUUID();
  private final UUID laptop = UUID.randomUUID();

  private PresenceEvent event(String relay, UUID user, long connection, boolean online) {
    return new PresenceEvent(
        UUID.randomUUID(), clock.instant(), relay, user, laptop, connection, online);
  }

  private Set<UUID> online() {
    return devices.onlineAmong(List.of(alice, bob));
  }

  @Test
  void tellsApartWhoIsThere() {
    devices.hear(event("a", alice, 1, true));
    assertThat(online()).containsExactly(alice);
    devices.hear(event("a", bob, 2, true));
    assertThat(online()).containsExactlyInAnyOrder(alice, bob);
    devices.hear(event("a", alice, 1, false));
    assertThat(online()).containsExactly(bob);
  }

  @Test
  void sameNumbersAtTwoRelaysAreTwoConnections() {
    devices.hear(event("a", alice, 1, true));
    devices.hear(event("b", alice, 1, true));
    devices.hear(event("a", alice, 1, false));
    assertThat(online()).containsExactly(alice);
  }

  @Test
  void losesThoseOfARelayThatIsNotHeardAnyMore() {
    devices.hear(event("a", alice, 1, true));
    clock.advance(Duration.ofSeconds(7));
    devices.hear(event("b", bob, 1, true));
    assertThat(online()).containsExactly(bob);
  }

  @Test
  void hearsEachThingOnce() {
    PresenceEvent here = event("a", alice, 1, true);
    PresenceEvent gone = event("a", alice, 1, false);
    devices.hear(gone);
    devices.hear(here);
    assertThat(online()).isEmpty();
    devices.hear(event("a", bob, 2, true));
    devices.hear(event("a", bob, 2, true));
    devices.hear(event("a", bob, 2, false));
    assertThat(online()).isEmpty();
  }

  /** A registry that starts reads what has been said in hours, in whatever order. */
  @Test
  void rebuildsWhoIsThereFromWhatWasSaidLongAgo() {
    PresenceEvent atLiving = event("living", alice, 1, true);
    PresenceEvent atDead = event("dead", bob, 1, true);
    clock.advance(Duration.ofHours(2));

    devices.hear(atDead);
    devices.hear(atLiving);
    assertThat(online()).isEmpty();

    RelayVoice.beat(relays, "living", clock.instant());
    assertThat(online()).containsExactly(alice);
  }
}
