package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.expiry.Housekeeping;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.ChunkEvent;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@RegistryTest
class AuditIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject OtherServices others;
  @Inject Housekeeping housekeeping;
  @Inject Jdbi jdbi;

  private static AuditPage page(String query) {
    return Operator.ask()
        .get("/api/v1/admin/audit?" + query)
        .then()
        .statusCode(200)
        .extract()
        .as(AuditPage.class);
  }

  private static List<AuditEntry> of(UUID transfer) {
    return page("transfer=" + transfer).entries();
  }

  private static String told(AuditEntry entry) {
    return entry.action()
        + " by "
        + entry.user()
        + " with "
        + entry.other()
        + ": "
        + entry.result();
  }

  @Test
  void tellsWhoDidWhatToATransfer() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    Person carol = Person.registered("carol");
    UUID id = Offers.placed(alice, Offers.to(bob, carol));
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(), Instant.now(), id, Offers.TEN_MEGABYTES.chunkCount(), null))
        .toCompletableFuture()
        .join();
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "accept").then().statusCode(200);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    Offers.act(alice, id, "cancel").then().statusCode(204);

    List<AuditEntry> entries = of(id);
    assertThat(entries)
        .extracting(AuditIT::told)
        .containsExactlyInAnyOrder(
            "OFFER by %s with %s: done".formatted(alice.handle, bob.handle),
            "OFFER by %s with %s: done".formatted(alice.handle, carol.handle),
            "PARK by null with %s: done".formatted(bob.handle),
            "PARK by null with %s: done".formatted(carol.handle),
            "ACCEPT by %s with %s: done".formatted(bob.handle, alice.handle),
            "DELIVER by %s with %s: done".formatted(bob.handle, alice.handle),
            "CANCEL by %s with %s: done".formatted(alice.handle, carol.handle));
    assertThat(entries).extracting(AuditEntry::at).isSorted();
    assertThat(entries)
        .filteredOn(entry -> entry.user() != null)
        .allMatch(entry -> "127.0.0.1".equals(entry.from()) && entry.device() != null);
    assertThat(entries)
        .filteredOn(entry -> entry.user() == null)
        .allMatch(entry -> entry.from() == null && entry.device() == null);
  }

  @Test
  void saysItToWhoeverListens() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "decline").then().statusCode(204);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(others.audited(id))
                .extracting(AuditEvent::action)
                .containsExactly(Action.OFFER, Action.DECLINE));
    assertThat(others.audited(id))
        .extracting(AuditEvent::id)
        .containsExactlyElementsOf(of(id).stream().map(AuditEntry::id).toList());
  }

  @Test
  void keepsRefusals() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID id = Offers.placed(alice, Offers.to(bob));
    refused(Offers.act(bob, id, "delivered"), ErrorCode.WRONG_STATE);
    refused(Offers.act(bob, id, "cancel"), ErrorCode.UNKNOWN_TRANSFER);
    refused(Offers.put(bob, id, Offers.to(alice)), ErrorCode.TRANSFER_DIFFERS);
    refused(given().post("/api/v1/transfers/" + id + "/decline"), ErrorCode.NOT_SIGNED_IN);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(of(id))
                .extracting(AuditIT::told)
                .containsExactlyInAnyOrder(
                    "OFFER by %s with %s: done".formatted(alice.handle, bob.handle),
                    "DELIVER by %s with null: wrong-state".formatted(bob.handle),
                    "CANCEL by %s with null: unknown-transfer".formatted(bob.handle),
                    "OFFER by %s with null: transfer-differs".formatted(bob.handle),
                    "DECLINE by null with null: not-signed-in"));
    assertThat(of(id)).allMatch(entry -> "127.0.0.1".equals(entry.from()));
  }

  @Test
  void tellsOfPeopleAndTheirDevices() {
    Person alice = Person.registered("alice");
    alice.ask().post("/api/v1/invites").then().statusCode(201);
    refused(alice.ask().delete("/api/v1/devices/" + alice.deviceId()), ErrorCode.LAST_DEVICE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(page("user=" + alice.handle).entries())
                .extracting(AuditIT::told)
                .containsExactly(
                    "SIGN_UP by %s with null: done".formatted(alice.handle),
                    "INVITE by %s with null: done".formatted(alice.handle),
                    "DEVICE_REMOVED by %s with null: last-device".formatted(alice.handle)));
    assertThat(page("user=@" + alice.handle).entries())
        .allMatch(entry -> alice.deviceId().equals(entry.device()));
  }

  @Test
  void keepsNoNames() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    Offers.placed(alice, Offers.to(bob));
    String rows =
        jdbi.withHandle(db ->
            db.createQuery("SELECT string_agg(audit::text, ' ') FROM audit")
                .mapTo(String.class)
                .one());
    assertThat(rows).doesNotContain(alice.handle, bob.handle);
  }

  @Test
  void isReadPageByPageFromATimeOn() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    List<UUID> offered = new ArrayList<>();
    Instant start = MovableClock.now().minusSeconds(1);
    for (int i = 0; i < 5; i++) {
      offered.add(Offers.placed(alice, Offers.to(bob)));
    }
    String question = "limit=2&user=" + bob.handle + "&since=" + start;
    List<UUID> read = new ArrayList<>();
    AuditPage page = page(question);
    while (true) {
      page.entries().stream()
          .filter(entry -> entry.action().equals("OFFER"))
          .forEach(entry -> read.add(entry.transfer()));
      if (page.next() == null) {
        break;
      }
      page = page(question + "&after=" + page.next());
    }
    assertThat(read).isEqualTo(offered);
    assertThat(page("limit=2&user=" + bob.handle).entries())
        .extracting(AuditEntry::transfer)
        .isEqualTo(offered.subList(3, 5));
    assertThat(page("user=" + bob.handle + "&until=" + start.minusSeconds(60)).entries()).isEmpty();
  }

  @Test
  void forgetsAfterItsTime() {
    Person alice = Person.registered("alice");
    jdbi.useHandle(db ->
        db.createUpdate(
                "INSERT INTO audit (id, at, action, result)"
                    + " VALUES (gen_random_uuid(), :at, 'EXPIRE', 'long-ago')")
            .bind("at", MovableClock.now().minus(Duration.ofDays(401)))
            .execute());
    housekeeping.sweep();
    assertThat(
            jdbi.<Long, RuntimeException>withHandle(db ->
                db.createQuery("SELECT count(*) FROM audit WHERE result = 'long-ago'")
                    .mapTo(Long.class)
                    .one()))
        .isZero();
    assertThat(page("user=" + alice.handle).entries()).isNotEmpty();
  }

  @Test
  void isForTheOperatorOnly() {
    Person alice = Person.registered("alice");
    refused(given().get("/api/v1/admin/audit"), ErrorCode.NOT_SIGNED_IN);
    refused(alice.ask().get("/api/v1/admin/audit"), ErrorCode.NOT_SIGNED_IN);
    refused(
        given().header("Authorization", Operator.TOKEN).get("/api/v1/admin/audit"),
        ErrorCode.NOT_SIGNED_IN);
    refused(
        given().header("Authorization", "Bearer " + Operator.TOKEN).get("/api/v1/account"),
        ErrorCode.NOT_SIGNED_IN);
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String wrong :
        List.of("limit=0", "limit=201", "since=yesterday", "until=1", "after=x", "transfer=3f")) {
      Response answer = Operator.ask().get("/api/v1/admin/audit?" + wrong);
      refused(answer, ErrorCode.MALFORMED);
    }
    refused(Operator.ask().get("/api/v1/admin/audit?user=nobody-here"), ErrorCode.UNKNOWN_USER);
    assertThat(page("since=-999999999-01-01T00:00:00Z&limit=1").entries()).isNotNull();
  }
}
