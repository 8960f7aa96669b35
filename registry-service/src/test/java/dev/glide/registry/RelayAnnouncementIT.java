package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.relay.Relays;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.RelayEvent;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays that have no broker between themselves and the registry. */
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
    relay.put(TestRelay.SECRET, relay.beat()).then().statusCode(204);
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
    relay.put(TestRelay.SECRET, beat).then().statusCode(204);
    assertThat(relays.assign(null)).isPresent();
    relay.put(TestRelay.SECRET, beat).then().statusCode(204);
    assertThat(relays.assign(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "the-secret-of-all-testz", "the-secret-of-all-tests2"})
  void needsTheSecret(String secret) {
    refused(relay.put(secret, relay.beat()), ErrorCode.NOT_SIGNED_IN);
    assertThat(relays.isThere(relay.id)).isFalse();
  }

  @Test
  void takesNoAccessToken() {
    Person person = Person.registered("no-relay");
    refused(relay.put(String.valueOf(person.token), relay.beat()), ErrorCode.NOT_SIGNED_IN);
    refused(
        given()
            .contentType(ContentType.JSON)
            .body(relay.beat())
            .put("/internal/v1/relays/" + relay.id),
        ErrorCode.NOT_SIGNED_IN);
  }

  @Test
  void speaksOfItselfOnly() {
    refused(relay.put(TestRelay.SECRET, new TestRelay().beat()), ErrorCode.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"relay\":\"x\"", "null"})
  void refusesWhatItCantRead(String body) {
    refused(relay.put(TestRelay.SECRET, body), ErrorCode.MALFORMED);
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
  void refusesAnAddressThatIsNoOrigin(String address) {
    RelayEvent right = relay.beat();
    RelayEvent wrong =
        new RelayEvent(UUID.randomUUID(), right.at(), relay.id, address, null, 0, 1, false);
    refused(relay.put(TestRelay.SECRET, wrong), ErrorCode.MALFORMED);
    others.say(wrong);
    assertThat(relays.isThere(relay.id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://relay_1:8080", "https://[::1]:8443/", "http://10.0.0.7", "http://a.b.c"})
  void takesWhatIsAnOrigin(String address) {
    RelayEvent event =
        new RelayEvent(
            UUID.randomUUID(), MovableClock.now(), relay.id, address, address, 0, 1, false);
    relay.put(TestRelay.SECRET, event).then().statusCode(204);
    assertThat(relays.isThere(relay.id)).isTrue();
  }

  @Test
  void refusesNegativeCountsAndOldNews() {
    refused(relay.put(TestRelay.SECRET, relay.beat(-1, 1, false)), ErrorCode.MALFORMED);
    refused(relay.put(TestRelay.SECRET, relay.beat(0, -1, false)), ErrorCode.MALFORMED);
    RelayEvent old = relay.beat(MovableClock.now().minus(Duration.ofMinutes(5)), 0, 1, false);
    refused(relay.put(TestRelay.SECRET, old), ErrorCode.MALFORMED);
    others.say(old);
    assertThat(relays.isThere(relay.id)).isFalse();
  }

  @Test
  void isNotDocumentedForClients() {
    assertThat(given().get("/q/openapi").asString()).doesNotContain("/internal/");
  }
}
