package dev.glide.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.relay.Relays;
import dev.glide.shared.event.RelayEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What relays say of themselves; what is of no use is dropped, for it would come again as it is.
 */
@RegistryTest
class RelayAnnouncementIT {
  @Inject Relays relays;
  @Inject OtherServices others;
  private TestRelay relay = new TestRelay();

  @BeforeEach
  void newRelay() {
    TestRelay.silenceAll();
    relay = new TestRelay();
  }

  @Test
  void isThereOnceItHasAnnouncedItself() {
    assertThat(relays.isThere(relay.id)).isFalse();
    others.say(relay.beat());
    assertThat(relays.isThere(relay.id)).isTrue();
    assertThat(relays.assign(null))
        .hasValueSatisfying(chosen -> assertThat(chosen.address()).isEqualTo(relay.address));
    TestRelay.silenceAll();
    assertThat(relays.isThere(relay.id)).isFalse();
    assertThat(relays.assign(null)).isEmpty();
  }

  @Test
  void mayBeRepeated() {
    RelayEvent beat = relay.beat(0, 1, false);
    others.say(beat);
    assertThat(relays.assign(null)).isPresent();
    others.say(beat);
    assertThat(relays.assign(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relay:8080",
        "ftp://relay",
        "http://",
        "http://:8080",
        "http://user:pw@relay",
        "http://relay/path",
        "http://relay?x=y",
        "http://relay#x",
        "http://re lay"
      })
  void dropsAnAddressThatIsNoOrigin(String address) {
    RelayEvent right = relay.beat();
    others.say(new RelayEvent(UUID.randomUUID(), right.at(), relay.id, address, null, 0, 1, false));
    assertThat(relays.isThere(relay.id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://relay_1:8080", "https://[::1]:8443/", "http://10.0.0.7", "http://a.b.c"})
  void takesWhatIsAnOrigin(String address) {
    others.say(
        new RelayEvent(
            UUID.randomUUID(), MovableClock.now(), relay.id, address, address, 0, 1, false));
    assertThat(relays.isThere(relay.id)).isTrue();
  }

  @Test
  void dropsNegativeCountsAndOldNews() {
    others.say(relay.beat(-1, 1, false));
    others.say(relay.beat(0, -1, false));
    others.say(relay.beat(MovableClock.now().minus(Duration.ofMinutes(5)), 0, 1, false));
    assertThat(relays.isThere(relay.id)).isFalse();
  }

  @Test
  void hasNoAddressForIt() {
    given().body("{}").put("/internal/v1/relays/" + relay.id).then().statusCode(404);
  }
}
