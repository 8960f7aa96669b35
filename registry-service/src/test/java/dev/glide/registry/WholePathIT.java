package dev.glide.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RegistryTest
class WholePathIT {
  @Inject SigningKeys keys;
  @Inject Clock clock;
  @Inject OtherServices others;

  @Test
  void goesFromOfferToDelivery() throws TokenRefused {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID id = UUID.randomUUID();
    NewTransfer offer = Offers.to(bob);
    Placed placed = Offers.put(alice, id, offer).then().statusCode(201).extract().as(Placed.class);
    TicketClaims put = new TokenVerifier(keys, clock).ticket(placed.ticket().token());
    assertThat(put.role()).isEqualTo(TicketClaims.Role.PUT);
    assertThat(put.transfer()).isEqualTo(id);
    assertThat(put.layout()).isEqualTo(Offers.TEN_MEGABYTES);

    bob.ask()
        .get("/api/v1/inbox")
        .then()
        .statusCode(200)
        .body("transfers", hasSize(1))
        .body("transfers[0].id", equalTo(id.toString()))
        .body("transfers[0].sealedKey", equalTo(offer.keys().getFirst().sealed()))
        .body("next", nullValue());
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(), Instant.now(), id, Offers.TEN_MEGABYTES.chunkCount(), null))
        .toCompletableFuture()
        .join();
    Ticket get = Offers.act(bob, id, "accept").then().statusCode(200).extract().as(Ticket.class);
    assertThat(new TokenVerifier(keys, clock).ticket(get.token()).role())
        .isEqualTo(TicketClaims.Role.GET);
    Offers.act(bob, id, "delivered").then().statusCode(204);
    await()
        .untilAsserted(() ->
            assertThat(others.heard(id))
                .extracting(TransferEvent::kind)
                .containsExactly(
                    Kind.OFFERED, Kind.PARKED, Kind.ACCEPTED, Kind.DELIVERED, Kind.ENDED));
  }
}
