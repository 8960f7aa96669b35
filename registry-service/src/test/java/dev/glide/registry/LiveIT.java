package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers that are never stored. */
@RegistryTest
class LiveIT {
  /** More than the quota. */
  private static final ChunkLayout HUGE =
      new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 5_000_000_000L);

  private static final ChunkLayout NOTHING = new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 0);

  @Inject SigningKeys keys;
  @Inject Clock clock;
  @Inject OtherServices others;
  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");

  @BeforeEach
  void people() {
    alice = Person.registered("alice");
    bob = Person.registered("bob");
  }

  private TicketClaims claims(Ticket ticket) throws TokenRefused {
    return new TokenVerifier(keys, clock).ticket(ticket.token());
  }

  private void reservesNothing() {
    alice.ask().get("/api/v1/account").then().body("reservedBytes", equalTo(0));
  }

  @Test
  void takeNoQuotaAndLetNothingBeBrought() throws TokenRefused {
    UUID id = UUID.randomUUID();
    NewTransfer offer = Offers.live(HUGE, false, bob);
    Placed placed = Offers.put(alice, id, offer).then().statusCode(201).extract().as(Placed.class);
    assertThat(placed.transfer().live()).isTrue();
    assertThat(placed.transfer().chunks()).isEqualTo(HUGE);
    assertThat(claims(placed.ticket()).layout()).isEqualTo(NOTHING);
    reservesNothing();
    Placed again = Offers.put(alice, id, offer).then().statusCode(200).extract().as(Placed.class);
    assertThat(again.transfer()).isEqualTo(placed.transfer());
    Ticket get = Offers.act(bob, id, "accept").then().statusCode(200).extract().as(Ticket.class);
    assertThat(claims(get).layout()).isEqualTo(NOTHING);
    Ticket put = Offers.act(alice, id, "ticket").then().statusCode(200).extract().as(Ticket.class);
    assertThat(claims(put).layout()).isEqualTo(NOTHING);
    bob.ask().get("/api/v1/inbox").then().body("transfers[0].live", equalTo(true));
    Offers.act(bob, id, "delivered").then().statusCode(204);
    reservesNothing();
  }

  @Test
  void areAnotherOfferThanTheSameToBeStored() {
    UUID id = UUID.randomUUID();
    NewTransfer live = Offers.live(HUGE, false, bob);
    Offers.put(alice, id, live).then().statusCode(201);
    NewTransfer stored =
        new NewTransfer(
            live.recipients(),
            live.keys(),
            live.summary(),
            live.manifest(),
            live.signature(),
            live.chunks(),
            false,
            false,
            null);
    refused(Offers.put(alice, id, stored), ErrorCode.TRANSFER_DIFFERS);
  }

  @Test
  void areNeverParked() {
    for (ChunkLayout layout : new ChunkLayout[] {Offers.TEN_MEGABYTES, NOTHING}) {
      UUID id = Offers.placed(alice, Offers.live(layout, false, bob));
      for (int count : new int[] {0, layout.chunkCount()}) {
        others
            .say(new ChunkEvent(UUID.randomUUID(), MovableClock.now(), id, count, null))
            .toCompletableFuture()
            .join();
      }
      alice.ask().get("/api/v1/transfers/" + id).then().body("parkedAt", nullValue());
    }
  }

  @Test
  void streamsGrowBeyondTheQuota() throws TokenRefused {
    UUID id = Offers.placed(alice, Offers.live(Offers.TEN_MEGABYTES, true, bob));
    Ticket grown =
        alice
            .ask()
            .body(new Growth(HUGE.totalBytes()))
            .post("/api/v1/transfers/" + id + "/grow")
            .then()
            .statusCode(200)
            .extract()
            .as(Ticket.class);
    assertThat(claims(grown).layout()).isEqualTo(NOTHING);
    reservesNothing();
    Placed closed =
        alice
            .ask()
            .body(new Closing(20_000_000, Base64Url.encode(new byte[60])))
            .post("/api/v1/transfers/" + id + "/close")
            .then()
            .statusCode(200)
            .extract()
            .as(Placed.class);
    assertThat(closed.transfer().chunks().totalBytes()).isEqualTo(20_000_000);
    assertThat(closed.transfer().live()).isTrue();
    reservesNothing();
    Offers.act(alice, id, "cancel").then().statusCode(204);
    reservesNothing();
  }
}
