package dev.glide.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that is going. */
@RegistryTest
class DepartureIT {
  @Inject OtherServices others;
  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");
  private Person carol = Person.stranger("unset");
  private TestRelay going = new TestRelay();
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void twoSessionsOnOneRelay() {
    TestRelay.silenceAll();
    alice = Person.registered("alice");
    bob = Person.registered("bob");
    carol = Person.registered("carol");
    going = new TestRelay();
    others.say(going.beat());
    id = Offers.placed(alice, Offers.to(bob, carol));
    for (Person each : List.of(bob, carol)) {
      Offers.act(each, id, "accept").then().statusCode(200);
      ask(each);
    }
  }

  private SessionGrant ask(Person who) {
    return who.ask()
        .body(new SessionRequest(null, null, null))
        .post("/api/v1/transfers/" + id + "/session")
        .then()
        .statusCode(200)
        .extract()
        .as(SessionGrant.class);
  }

  private List<SessionGrant> listed() {
    return alice
        .ask()
        .get("/api/v1/transfers/" + id + "/sessions")
        .then()
        .extract()
        .as(SessionList.class)
        .sessions();
  }

  private List<TransferEvent> announced() {
    return others.heard(id).stream().filter(event -> event.kind() == Kind.SESSION).toList();
  }

  @Test
  void handsItsSessionsToTheOther() {
    TestRelay staying = new TestRelay();
    others.say(staying.beat());
    others.say(going.beat(2, 100, true));
    await()
        .untilAsserted(() ->
            assertThat(listed())
                .hasSize(2)
                .allMatch(each -> each.epoch() == 2 && staying.url.equals(each.url())));
    await().untilAsserted(() -> assertThat(announced()).hasSize(3));
    assertThat(announced().getLast().recipients()).hasSize(2);
    others.say(going.beat(2, 100, true));
    assertThat(ask(bob).epoch()).isEqualTo(2);
  }

  @Test
  void keepsThemWhileThereIsNoOther() {
    others.say(going.beat(2, 100, true));
    assertThat(ask(bob).epoch()).isEqualTo(1);
    TestRelay late = new TestRelay();
    others.say(late.beat());
    assertThat(ask(bob).epoch()).isEqualTo(1);
    others.say(going.beat(2, 100, true));
    await().untilAsserted(() -> assertThat(listed()).allMatch(each -> late.url.equals(each.url())));
  }

  @Test
  void movesAsManyAsTheOthersTake() {
    TestRelay small = new TestRelay();
    others.say(small.beat(0, 1, false));
    others.say(going.beat(2, 100, true));
    await()
        .untilAsserted(() ->
            assertThat(listed()).extracting(SessionGrant::url).contains(small.url, going.url));
    others.say(new TestRelay().beat());
    others.say(going.beat(1, 100, true));
    await()
        .untilAsserted(() -> assertThat(listed()).extracting(SessionGrant::epoch).containsOnly(2));
  }

  @Test
  void handsOverWhatItHasOfASessionAtTwo() {
    Offers.act(alice, id, "cancel").then().statusCode(204);
    TestRelay staying = new TestRelay();
    others.say(staying.beat());
    others.say(going.beat(1, 100, false));
    id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept").then().statusCode(200);
    bob.ask()
        .body(new SessionRequest(null, null, 2))
        .post("/api/v1/transfers/" + id + "/session")
        .then()
        .statusCode(200);
    assertThat(listed().getFirst().url()).isEqualTo(staying.url);
    assertThat(listed().getFirst().forLane(1).url()).isEqualTo(going.url);

    others.say(going.beat(1, 100, true));

    await()
        .untilAsserted(
            () -> assertThat(listed().getFirst().forLane(1).url()).isEqualTo(staying.url));
    assertThat(listed().getFirst().epoch()).isEqualTo(2);
    assertThat(listed().getFirst().url()).isEqualTo(staying.url);
  }

  @Test
  void leavesTransfersThatHaveEndedAlone() {
    Offers.act(alice, id, "cancel").then().statusCode(204);
    others.say(new TestRelay().beat());
    others.say(going.beat(2, 100, true));
    UUID other = id;
    id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept").then().statusCode(200);
    ask(bob);
    await().untilAsserted(() -> assertThat(announced()).hasSize(1));
    assertThat(others.heard(other))
        .extracting(TransferEvent::kind)
        .endsWith(Kind.CANCELLED, Kind.ENDED);
  }
}
