package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class SessionIT {
  @Inject OtherServices others;
  @Inject SigningKeys keys;
  @Inject Clock clock;
  @Inject Jdbi jdbi;
  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");
  private TestRelay relay = new TestRelay();
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void offer() {
    TestRelay.silenceAll();
    alice = Person.registered("alice");
    bob = Person.registered("bob");
    relay = new TestRelay();
    others.say(relay.beat());
    id = Offers.placed(alice, Offers.to(bob));
  }

  private void accepted() {
    Offers.act(bob, id, "accept").then().statusCode(200);
  }

  private Response ask(Person who, @Nullable UUID session, @Nullable Integer lost) {
    return who.ask()
        .body(new SessionRequest(session, lost, null))
        .post("/api/v1/transfers/" + id + "/session");
  }

  private SessionGrant granted(Person who, @Nullable UUID session, @Nullable Integer lost) {
    return ask(who, session, lost).then().statusCode(200).extract().as(SessionGrant.class);
  }

  private SessionGrant granted(Person who) {
    return granted(who, null, null);
  }

  private Response list(Person who) {
    return who.ask().get("/api/v1/transfers/" + id + "/sessions");
  }

  private List<SessionGrant> listed() {
    return list(alice).then().statusCode(200).extract().as(SessionList.class).sessions();
  }

  private SessionClaims claims(SessionGrant grant) throws TokenRefused {
    return new TokenVerifier(keys, clock).session(grant.ticket().token());
  }

  private List<TransferEvent> announced() {
    return others.heard(id).stream().filter(event -> event.kind() == Kind.SESSION).toList();
  }

  private long rows() {
    return jdbi.withHandle(db ->
        db.createQuery("SELECT count(*) FROM sessions WHERE transfer_id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .one());
  }

  @Test
  void leadsBothSidesToTheSameRelay() throws TokenRefused {
    accepted();
    SessionGrant receiver = granted(bob);
    assertThat(receiver.transfer()).isEqualTo(id);
    assertThat(receiver.recipient()).isEqualTo(bob.handle);
    assertThat(receiver.device()).isEqualTo(bob.deviceId());
    assertThat(receiver.epoch()).isEqualTo(1);
    assertThat(receiver.url()).isEqualTo(relay.url);
    SessionGrant sender = listed().getFirst();
    assertThat(sender.session()).isEqualTo(receiver.session());
    assertThat(granted(alice, sender.session(), null).session()).isEqualTo(sender.session());

    SessionClaims received = claims(receiver);
    assertThat(received.side()).isEqualTo(Side.RECEIVER);
    assertThat(received.session()).isEqualTo(receiver.session());
    assertThat(received.transfer()).isEqualTo(id);
    assertThat(received.epoch()).isEqualTo(1);
    assertThat(received.relay()).isEqualTo(relay.id);
    assertThat(received.address()).isEqualTo(relay.address);
    SessionClaims sent = claims(sender);
    assertThat(sent.side()).isEqualTo(Side.SENDER);
    assertThat(sent.user()).isNotEqualTo(received.user());
    assertThat(sent.relay()).isEqualTo(relay.id);
  }

  @Test
  void isAnnouncedToBothSides() throws TokenRefused {
    accepted();
    SessionClaims receiver = claims(granted(bob));
    await().untilAsserted(() -> assertThat(announced()).hasSize(1));
    TransferEvent event = announced().getFirst();
    assertThat(event.recipients()).containsExactly(receiver.user());
    assertThat(event.sender()).isEqualTo(claims(listed().getFirst()).user());
  }

  @Test
  void staysTheSameWhenAskedAgain() {
    accepted();
    SessionGrant first = granted(bob);
    others.say(new TestRelay().beat());
    SessionGrant again = granted(bob);
    assertThat(again.session()).isEqualTo(first.session());
    assertThat(again.epoch()).isEqualTo(1);
    assertThat(again.url()).isEqualTo(first.url());
    assertThat(rows()).isEqualTo(1);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    await()
        .untilAsserted(() ->
            assertThat(others.heard(id))
                .extracting(TransferEvent::kind)
                .containsExactly(
                    Kind.OFFERED, Kind.ACCEPTED, Kind.SESSION, Kind.DELIVERED, Kind.ENDED));
  }

  private SessionGrant wide(@Nullable Integer lost) {
    return bob.ask()
        .body(new SessionRequest(null, lost, 2))
        .post("/api/v1/transfers/" + id + "/session")
        .then()
        .statusCode(200)
        .extract()
        .as(SessionGrant.class);
  }

  private SessionClaims odd(SessionGrant grant) throws TokenRefused {
    return new TokenVerifier(keys, clock)
        .session(Objects.requireNonNull(grant.odd()).ticket().token());
  }

  @Test
  void leadsOddLanesToASecondRelayForThoseWhoCan() throws TokenRefused {
    TestRelay other = new TestRelay();
    others.say(other.beat(1, 100, false));
    accepted();
    SessionGrant receiver = wide(null);
    assertThat(claims(receiver).relay()).isEqualTo(relay.id);
    assertThat(odd(receiver).relay()).isEqualTo(other.id);
    assertThat(odd(receiver).address()).isEqualTo(other.address);
    assertThat(odd(receiver).epoch()).isEqualTo(1);
    assertThat(receiver.forLane(1).url()).isEqualTo(other.url);

    SessionGrant sender = listed().getFirst();
    assertThat(odd(sender).relay()).isEqualTo(other.id);
    assertThat(odd(sender).side()).isEqualTo(Side.SENDER);
    assertThat(odd(sender).session()).isEqualTo(receiver.session());
  }

  @Test
  void staysAtOneRelayForThoseWhoKnowNoOther() {
    others.say(new TestRelay().beat());
    accepted();
    assertThat(granted(bob).odd()).isNull();
    assertThat(granted(bob, null, 1).odd()).isNull();
  }

  @Test
  void staysAtOneRelayWhereNoOtherHasMuchRoom() {
    others.say(new TestRelay().beat(50, 100, false));
    accepted();
    assertThat(wide(null).odd()).isNull();
  }

  @Test
  void isAtTwoOthersWhenAnyIsLost() throws TokenRefused {
    TestRelay second = new TestRelay();
    others.say(second.beat(1, 100, false));
    accepted();
    SessionGrant first = wide(null);
    TestRelay third = new TestRelay();
    TestRelay fourth = new TestRelay();
    others.say(third.beat(2, 100, false));
    others.say(fourth.beat(3, 100, false));
    SessionGrant next = granted(alice, first.session(), 1);
    assertThat(next.epoch()).isEqualTo(2);
    assertThat(List.of(claims(next).relay(), odd(next).relay()))
        .containsExactlyInAnyOrder(third.id, fourth.id);
  }

  @Test
  void movesToAnotherRelayWhenOneIsLost() throws TokenRefused {
    TestRelay other = new TestRelay();
    accepted();
    SessionGrant first = granted(bob);
    others.say(other.beat(50, 100, false));
    SessionGrant second = granted(bob, null, 1);
    assertThat(second.session()).isEqualTo(first.session());
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.url()).isEqualTo(other.url);
    assertThat(claims(second).relay()).isEqualTo(other.id);
    assertThat(listed().getFirst().epoch()).isEqualTo(2);
    await().untilAsserted(() -> assertThat(announced()).hasSize(2));
  }

  @Test
  void staysOnTheOnlyRelayUnderTheNextEpoch() {
    accepted();
    granted(bob);
    SessionGrant second = granted(bob, null, 1);
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.url()).isEqualTo(relay.url);
  }

  @Test
  void bothSidesReportingOneLossGetTheSameAnswer() throws Exception {
    accepted();
    UUID session = granted(bob).session();
    others.say(new TestRelay().beat());
    for (int epoch = 1; epoch <= 5; epoch++) {
      int lost = epoch;
      List<SessionGrant> grants =
          atOnce(List.of(() -> granted(bob, null, lost), () -> granted(alice, session, lost)));
      assertThat(grants).extracting(SessionGrant::epoch).containsOnly(lost + 1);
      assertThat(grants.getFirst().url()).isEqualTo(grants.getLast().url());
    }
    await().untilAsserted(() -> assertThat(announced()).hasSize(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 3, Integer.MAX_VALUE})
  void anyOtherEpochThanThePresentOneChangesNothing(int lost) {
    accepted();
    granted(bob);
    granted(bob, null, 1);
    assertThat(granted(bob, null, lost).epoch()).isEqualTo(2);
  }

  @Test
  void twentyRecipientsAtOnceGetASessionEach() throws Exception {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      people.add(Person.registered("many"));
    }
    id = Offers.placed(alice, Offers.to(people.toArray(Person[]::new)));
    people.forEach(each -> Offers.act(each, id, "accept").then().statusCode(200));
    List<Callable<SessionGrant>> asking = new ArrayList<>();
    people.forEach(each -> asking.add(() -> granted(each)));
    people.forEach(each -> asking.add(() -> granted(each)));
    assertThat(atOnce(asking)).extracting(SessionGrant::session).hasSize(40);
    assertThat(listed())
        .extracting(SessionGrant::recipient)
        .containsExactlyInAnyOrderElementsOf(people.stream().map(each -> each.handle).toList());
  }

  @Test
  void eachDeviceHasItsOwn() {
    Person phone = Linking.linked(bob);
    accepted();
    SessionGrant first = granted(bob);
    SessionGrant second = granted(phone);
    assertThat(second.session()).isNotEqualTo(first.session());
    assertThat(second.device()).isEqualTo(phone.deviceId());
    assertThat(listed()).hasSize(2);
    bob.ask().delete("/api/v1/devices/" + phone.deviceId()).then().statusCode(204);
    assertThat(listed()).extracting(SessionGrant::device).containsExactly(bob.deviceId());
  }

  @Test
  void whoSendsToThemselvesIsBothSides() throws TokenRefused {
    id = Offers.placed(alice, Offers.to(alice));
    Offers.act(alice, id, "accept").then().statusCode(200);
    SessionGrant receiver = granted(alice);
    assertThat(claims(receiver).side()).isEqualTo(Side.RECEIVER);
    assertThat(claims(granted(alice, receiver.session(), null)).side()).isEqualTo(Side.SENDER);
    assertThat(claims(listed().getFirst()).side()).isEqualTo(Side.SENDER);
  }

  @Test
  void needsAnAcceptingRecipient() {
    refused(ask(bob, null, null), ErrorCode.WRONG_STATE);
    assertThat(listed()).isEmpty();
    accepted();
    granted(bob);
    Offers.act(bob, id, "decline").then().statusCode(204);
    refused(ask(bob, null, null), ErrorCode.TRANSFER_ENDED);
    assertThat(rows()).isZero();
  }

  @Test
  void goesWithTheEndOfItsRecipientOnly() {
    Person carol = Person.registered("carol");
    id = Offers.placed(alice, Offers.to(bob, carol));
    accepted();
    Offers.act(carol, id, "accept").then().statusCode(200);
    SessionGrant bobs = granted(bob);
    granted(carol);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    assertThat(listed()).extracting(SessionGrant::recipient).containsExactly(carol.handle);
    refused(ask(bob, null, null), ErrorCode.WRONG_STATE);
    refused(ask(alice, bobs.session(), 1), ErrorCode.NOT_FOUND);
    Offers.act(alice, id, "cancel").then().statusCode(204);
    assertThat(rows()).isZero();
    assertThat(listed()).isEmpty();
    refused(ask(carol, null, null), ErrorCode.TRANSFER_ENDED);
    refused(ask(alice, bobs.session(), null), ErrorCode.TRANSFER_ENDED);
  }

  @Test
  void isNotThereForAnyoneElse() {
    accepted();
    SessionGrant grant = granted(bob);
    Person mallory = Person.registered("mallory");
    refused(ask(mallory, null, null), ErrorCode.UNKNOWN_TRANSFER);
    refused(ask(mallory, grant.session(), 1), ErrorCode.UNKNOWN_TRANSFER);
    refused(list(mallory), ErrorCode.UNKNOWN_TRANSFER);
    refused(list(bob), ErrorCode.UNKNOWN_TRANSFER);
    id = UUID.randomUUID();
    refused(ask(alice, null, null), ErrorCode.UNKNOWN_TRANSFER);
    refused(list(alice), ErrorCode.UNKNOWN_TRANSFER);
  }

  @Test
  void givesNobodyTheOtherSidesTicket() {
    accepted();
    SessionGrant grant = granted(bob);
    refused(ask(bob, grant.session(), null), ErrorCode.MALFORMED);
    refused(ask(alice, null, null), ErrorCode.MALFORMED);
    refused(ask(alice, UUID.randomUUID(), null), ErrorCode.NOT_FOUND);
    UUID other = Offers.placed(alice, Offers.to(bob));
    id = other;
    refused(ask(alice, grant.session(), null), ErrorCode.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{\"lost\":\"x\"}", "{\"session\":\"x\"}", "{\"lost\":1e99}"})
  void refusesWhatItCantRead(String body) {
    accepted();
    refused(bob.ask().body(body).post("/api/v1/transfers/" + id + "/session"), ErrorCode.MALFORMED);
    assertThat(rows()).isZero();
  }

  @Test
  void saysWhenThereIsNoRelay() {
    TestRelay.silenceAll();
    accepted();
    refused(ask(bob, null, null), ErrorCode.NO_RELAY).header("Retry-After", "2");
    assertThat(rows()).isZero();
    others.say(relay.beat(100, 100, false));
    refused(ask(bob, null, null), ErrorCode.NO_RELAY);
    others.say(relay.beat(99, 100, false));
    granted(bob);
    refused(ask(bob, null, 1), ErrorCode.NO_RELAY);
    assertThat(granted(bob).epoch()).isEqualTo(1);
  }

  @Test
  void ticketsLiveTenMinutesAndNotLongerThanTheirTransfer() {
    accepted();
    Instant end = granted(bob).ticket().expiresAt();
    assertThat(Duration.between(MovableClock.now(), end))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    id = Offers.placed(alice, Offers.of(Offers.TEN_MEGABYTES, false, 60L, bob));
    accepted();
    end = granted(bob).ticket().expiresAt();
    assertThat(Duration.between(MovableClock.now(), end))
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
    MovableClock.advance(Duration.ofMinutes(2));
    refused(ask(bob, null, null), ErrorCode.TRANSFER_ENDED);
    assertThat(listed()).isEmpty();
  }

  @Test
  void askingAndCancellingAtOnceLeavesNoSession() throws Exception {
    for (int round = 0; round < 10; round++) {
      id = Offers.placed(alice, Offers.to(bob));
      accepted();
      List<Response> answers =
          atOnce(List.of(() -> ask(bob, null, null), () -> Offers.act(alice, id, "cancel")));
      assertThat(answers.getFirst().statusCode()).isIn(200, 410);
      assertThat(answers.getLast().statusCode()).isEqualTo(204);
      assertThat(rows()).isZero();
    }
  }

  @Test
  void saysWhetherTheOtherSideIsOnline() throws TokenRefused {
    accepted();
    SessionGrant grant = granted(bob);
    assertThat(grant.partnerOnline()).isFalse();
    UUID sender = claims(listed().getFirst()).user();
    others.say(relay.presence(sender, alice, 1, true));
    assertThat(granted(bob).partnerOnline()).isTrue();
    assertThat(listed().getFirst().partnerOnline()).isFalse();
    others.say(relay.presence(claims(grant).user(), bob, 2, true));
    assertThat(listed().getFirst().partnerOnline()).isTrue();
  }

  private static <T> List<T> atOnce(List<? extends Callable<T>> actions) throws Exception {
    List<Future<T>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
      actions.forEach(each -> results.add(threads.submit(each)));
    }
    List<T> answers = new ArrayList<>();
    for (Future<T> each : results) {
      answers.add(each.get());
    }
    return answers;
  }
}
