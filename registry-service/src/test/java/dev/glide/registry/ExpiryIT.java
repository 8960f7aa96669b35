package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.registry.expiry.Housekeeping;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@RegistryTest
class ExpiryIT {
  @Inject Housekeeping housekeeping;
  @Inject OtherServices others;
  @Inject SigningKeys keys;
  @Inject Clock clock;
  @Inject Jdbi jdbi;

  private long rows(String table) {
    return jdbi.withHandle(
        db -> db.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  @Test
  void endsWhatNobodyHasFetchedInTime() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    NewTransfer offer = Offers.of(Offers.TEN_MEGABYTES, false, 3600L, bob);
    UUID id = Offers.placed(alice, offer);
    MovableClock.advance(Duration.ofMinutes(59));
    alice.signIn();
    bob.signIn();
    housekeeping.sweep();
    bob.ask().get("/api/v1/inbox").then().body("transfers", hasSize(1));

    MovableClock.advance(Duration.ofMinutes(2));
    bob.ask().get("/api/v1/inbox").then().body("transfers", hasSize(0));
    refused(Offers.act(bob, id, "accept"), ErrorCode.TRANSFER_ENDED);
    refused(Offers.act(alice, id, "ticket"), ErrorCode.TRANSFER_ENDED);
    refused(Offers.put(alice, id, offer), ErrorCode.TRANSFER_ENDED);

    housekeeping.sweep();
    housekeeping.sweep();
    alice
        .ask()
        .get("/api/v1/transfers/" + id)
        .then()
        .body("recipients[0].state", equalTo("EXPIRED"));
    alice.ask().get("/api/v1/account").then().body("reservedBytes", equalTo(0));
    refused(Offers.act(bob, id, "accept"), ErrorCode.TRANSFER_ENDED);
    await()
        .untilAsserted(() ->
            assertThat(others.heard(id))
                .extracting(TransferEvent::kind)
                .containsExactly(Kind.OFFERED, Kind.EXPIRED, Kind.ENDED));
  }

  @Test
  void ticketsLiveAnHourAndNotLongerThanTheirTransfer() throws TokenRefused {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    Placed week =
        Offers.put(alice, UUID.randomUUID(), Offers.to(bob)).then().extract().as(Placed.class);
    assertThat(Duration.between(MovableClock.now(), week.ticket().expiresAt()))
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    Placed minute =
        Offers.put(alice, UUID.randomUUID(), Offers.of(Offers.TEN_MEGABYTES, false, 60L, bob))
            .then()
            .extract()
            .as(Placed.class);
    assertThat(minute.ticket().expiresAt()).isEqualTo(minute.transfer().expiresAt());
    assertThat(new TokenVerifier(keys, clock).ticket(minute.ticket().token()).expiryDay())
        .isEqualTo(LocalDate.ofInstant(minute.transfer().expiresAt(), ZoneOffset.UTC));
  }

  @Test
  void forgetsWhatNobodyNeeds() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.act(bob, id, "decline").then().statusCode(204);
    alice.ask().post("/api/v1/invites").then().statusCode(201);
    assertThat(rows("used_assertions")).isPositive();
    MovableClock.advance(Duration.ofDays(31));
    housekeeping.sweep();
    alice.signIn();
    refused(alice.ask().get("/api/v1/transfers/" + id), ErrorCode.UNKNOWN_TRANSFER);
    assertThat(rows("used_assertions")).isEqualTo(1);
    assertThat(rows("invites")).isZero();
    assertThat(rows("recipients WHERE transfer_id = '" + id + "'")).isZero();
  }
}
