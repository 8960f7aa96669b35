package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class StepsIT {
  @Inject OtherServices others;
  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");

  @BeforeEach
  void people() {
    alice = Person.registered("alice");
    bob = Person.registered("bob");
  }

  private static long reserved(Person person) {
    return ((Number) person.ask().get("/api/v1/account").path("reservedBytes")).longValue();
  }

  private static String state(Person who, UUID id) {
    return who.ask().get("/api/v1/transfers/" + id).path("recipients[0].state");
  }

  private void heard(UUID id, Kind... kinds) {
    await()
        .untilAsserted(() ->
            assertThat(others.heard(id)).extracting(TransferEvent::kind).containsExactly(kinds));
  }

  @Test
  void eachStepMayBeRepeated() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    heard(id, Kind.OFFERED, Kind.ACCEPTED, Kind.DELIVERED, Kind.ENDED);
    assertThat(reserved(alice)).isZero();
  }

  @Test
  void decliningEndsIt() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "decline").then().statusCode(204);
    Offers.act(bob, id, "decline").then().statusCode(204);
    refused(Offers.act(bob, id, "accept"), ErrorCode.TRANSFER_ENDED);
    assertThat(state(alice, id)).isEqualTo("DECLINED");
    assertThat(reserved(alice)).isZero();
    heard(id, Kind.OFFERED, Kind.DECLINED, Kind.ENDED);
  }

  @Test
  void cancellingEndsItForAllThatHaveNotGotIt() {
    Person carol = Person.registered("carol");
    UUID id = Offers.placed(alice, Offers.to(bob, carol));
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    assertThat(reserved(alice)).isPositive();
    Offers.act(alice, id, "cancel").then().statusCode(204);
    Offers.act(alice, id, "cancel").then().statusCode(204);
    alice
        .ask()
        .get("/api/v1/transfers/" + id)
        .then()
        .body("recipients.state", equalTo(List.of("DELIVERED", "CANCELLED")));
    assertThat(reserved(alice)).isZero();
    refused(Offers.act(carol, id, "accept"), ErrorCode.TRANSFER_ENDED);
    refused(Offers.act(carol, id, "decline"), ErrorCode.TRANSFER_ENDED);
    refused(carol.ask().get("/api/v1/transfers/" + id + "/manifest"), ErrorCode.TRANSFER_ENDED);
    heard(id, Kind.OFFERED, Kind.ACCEPTED, Kind.DELIVERED, Kind.CANCELLED, Kind.ENDED);
  }

  @Test
  void whatWasDeliveredCantBeCancelled() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "accept");
    Offers.act(bob, id, "delivered");
    refused(Offers.act(alice, id, "cancel"), ErrorCode.TRANSFER_ENDED);
    refused(Offers.act(alice, id, "ticket"), ErrorCode.TRANSFER_ENDED);
  }

  @Test
  void refusesStepsOutOfOrder() {
    Person carol = Person.registered("carol");
    UUID id = Offers.placed(alice, Offers.to(bob, carol));
    refused(Offers.act(bob, id, "delivered"), ErrorCode.WRONG_STATE);
    refused(Offers.act(bob, id, "ticket"), ErrorCode.WRONG_STATE);
    Offers.act(bob, id, "decline").then().statusCode(204);
    refused(Offers.act(bob, id, "accept"), ErrorCode.WRONG_STATE);
  }

  @Test
  void writesTicketsForBothSides() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(alice, id, "ticket").then().statusCode(200);
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "ticket").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline", "delivered", "cancel", "ticket", "grow", "close"})
  void isNotThereForAnyoneElse(String step) {
    Person mallory = Person.registered("mallory");
    UUID id = Offers.placed(alice, Offers.to(bob));
    String body = "{\"totalBytes\":1,\"trailer\":\"AAAA\"}";
    for (UUID each : new UUID[] {id, UUID.randomUUID()}) {
      refused(
          mallory.ask().body(body).post("/api/v1/transfers/" + each + "/" + step),
          ErrorCode.UNKNOWN_TRANSFER);
    }
    assertThat(state(bob, id)).isEqualTo("OFFERED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/manifest"})
  void showsNothingToAnyoneElse(String what) {
    Person mallory = Person.registered("mallory");
    UUID id = Offers.placed(alice, Offers.to(bob));
    refused(mallory.ask().get("/api/v1/transfers/" + id + what), ErrorCode.UNKNOWN_TRANSFER);
    refused(
        mallory.ask().get("/api/v1/transfers/" + UUID.randomUUID() + what),
        ErrorCode.UNKNOWN_TRANSFER);
    alice.ask().get("/api/v1/transfers/" + id + what).then().statusCode(200);
    bob.ask().get("/api/v1/transfers/" + id + what).then().statusCode(200);
  }

  @Test
  void onlyTheSenderCancelsAndOnlyRecipientsAnswer() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    refused(Offers.act(bob, id, "cancel"), ErrorCode.UNKNOWN_TRANSFER);
    for (String step : List.of("accept", "decline", "delivered")) {
      refused(Offers.act(alice, id, step), ErrorCode.UNKNOWN_TRANSFER);
    }
  }

  @Test
  void aRecipientDoesNotSeeTheOthers() {
    Person carol = Person.registered("carol");
    UUID id = Offers.placed(alice, Offers.to(bob, carol));
    bob.ask()
        .get("/api/v1/transfers/" + id)
        .then()
        .body("from", equalTo(alice.handle))
        .body("fromDevice", equalTo(alice.deviceId().toString()))
        .body("recipients.handle", equalTo(List.of(bob.handle)));
  }

  @Test
  void acceptAndCancelAtOnceLeaveOneTruth() throws Exception {
    for (int round = 0; round < 10; round++) {
      UUID id = Offers.placed(alice, Offers.to(bob));
      Future<Response> accept;
      Future<Response> cancel;
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        accept = threads.submit(() -> Offers.act(bob, id, "accept"));
        cancel = threads.submit(() -> Offers.act(alice, id, "cancel"));
      }
      assertThat(cancel.get().statusCode()).isEqualTo(204);
      assertThat(accept.get().statusCode()).isIn(200, 410);
      assertThat(state(alice, id)).isEqualTo("CANCELLED");
    }
    assertThat(reserved(alice)).isZero();
  }

  @Test
  void theLastOfManyRecipientsEndsItOnce() throws Exception {
    List<Person> recipients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      recipients.add(Person.registered("many"));
    }
    UUID id = Offers.placed(alice, Offers.to(recipients.toArray(Person[]::new)));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      recipients.forEach(each -> threads.execute(() -> Offers.act(each, id, "decline")));
    }
    assertThat(reserved(alice)).isZero();
    await()
        .untilAsserted(() ->
            assertThat(others.heard(id))
                .extracting(TransferEvent::kind)
                .hasSize(10)
                .endsWith(Kind.ENDED));
  }

  @Test
  void isParkedWhenTheChunkStoreSaysSo() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    int count = Offers.TEN_MEGABYTES.chunkCount();
    say(id, count + 1);
    alice.ask().get("/api/v1/transfers/" + id).then().body("parkedAt", nullValue());
    say(id, count);
    String parked = alice.ask().get("/api/v1/transfers/" + id).path("parkedAt");
    assertThat(Instant.parse(parked)).isBefore(MovableClock.now());
    say(id, count);
    say(UUID.randomUUID(), count);
    alice.ask().get("/api/v1/transfers/" + id).then().body("parkedAt", equalTo(parked));
    heard(id, Kind.OFFERED, Kind.PARKED);
  }

  @Test
  void eventsNameThoseWhomTheyConcern() {
    Person carol = Person.registered("carol");
    Person dave = Person.registered("dave");
    UUID id = Offers.placed(alice, Offers.to(bob, carol, dave));
    Offers.act(bob, id, "decline").then().statusCode(204);
    Offers.act(carol, id, "accept").then().statusCode(200);
    say(id, Offers.TEN_MEGABYTES.chunkCount());
    Offers.act(carol, id, "delivered").then().statusCode(204);
    Offers.act(alice, id, "cancel").then().statusCode(204);
    heard(
        id,
        Kind.OFFERED,
        Kind.DECLINED,
        Kind.ACCEPTED,
        Kind.PARKED,
        Kind.DELIVERED,
        Kind.CANCELLED,
        Kind.ENDED);
    List<UUID> all = concerns(id, Kind.OFFERED);
    assertThat(all).hasSize(3);
    assertThat(concerns(id, Kind.DECLINED)).containsExactly(all.get(0));
    assertThat(concerns(id, Kind.PARKED)).containsExactly(all.get(1), all.get(2));
    assertThat(concerns(id, Kind.CANCELLED)).containsExactly(all.get(2));
    assertThat(concerns(id, Kind.ENDED)).isEqualTo(all);
  }

  private List<UUID> concerns(UUID id, Kind kind) {
    return others.heard(id).stream()
        .filter(event -> event.kind() == kind)
        .findFirst()
        .orElseThrow()
        .recipients();
  }

  private void say(UUID id, int count) {
    others
        .say(new ChunkEvent(UUID.randomUUID(), MovableClock.now(), id, count, null))
        .toCompletableFuture()
        .join();
  }

  @Test
  void listsSentReceivedAndInboxByPages() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(Offers.placed(alice, Offers.to(bob)).toString());
    }
    assertThat(pages(alice, "/api/v1/transfers?role=sent&limit=2")).isEqualTo(ids);
    assertThat(pages(bob, "/api/v1/transfers?role=received&limit=2")).isEqualTo(ids);
    assertThat(pages(bob, "/api/v1/inbox?limit=2")).isEqualTo(ids);
    alice.ask().get("/api/v1/inbox").then().body("transfers", hasSize(0));
    bob.ask().get("/api/v1/transfers?role=sent").then().body("transfers", hasSize(0));

    Offers.act(bob, UUID.fromString(ids.getFirst()), "decline").then().statusCode(204);
    assertThat(pages(bob, "/api/v1/inbox?limit=2")).isEqualTo(ids.subList(1, 5));
    assertThat(pages(bob, "/api/v1/transfers?role=received&limit=5")).isEqualTo(ids);
  }

  private static List<String> pages(Person who, String path) {
    List<String> ids = new ArrayList<>();
    String next = "";
    while (next != null) {
      Response page = who.ask().get(path + (next.isEmpty() ? "" : "&after=" + next));
      page.then().statusCode(200);
      ids.addAll(page.path("transfers.id"));
      next = page.path("next");
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transfers",
        "transfers?role=all",
        "transfers?role=sent&limit=0",
        "inbox?after=x",
        "inbox?after=1_x",
        "inbox?after=-1_00000000-0000-0000-0000-000000000000",
        "inbox?limit=201"
      })
  void refusesWrongPages(String query) {
    refused(alice.ask().get("/api/v1/" + query), ErrorCode.MALFORMED);
  }
}
