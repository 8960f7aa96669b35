package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.token.TokenVerifier;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
class OpenStreamIT {
  private static final String TRAILER = Base64Url.encode(new byte[60]);

  @Inject SigningKeys keys;
  @Inject Clock clock;
  private Person alice = Person.stranger("unset");
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void stream() {
    alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    id = Offers.placed(alice, Offers.of(layout(1_000_000), true, null, bob));
  }

  private static ChunkLayout layout(long totalBytes) {
    return new ChunkLayout(ChunkLayout.MIN_CHUNK_BYTES, totalBytes);
  }

  private long reserved() {
    return ((Number) alice.ask().get("/api/v1/account").path("reservedBytes")).longValue();
  }

  private Response grow(long totalBytes) {
    return alice.ask().body(new Growth(totalBytes)).post("/api/v1/transfers/" + id + "/grow");
  }

  private Response close(long totalBytes, String trailer) {
    return alice
        .ask()
        .body(new Closing(totalBytes, trailer))
        .post("/api/v1/transfers/" + id + "/close");
  }

  @Test
  void growsByWhatIsAskedFor() throws TokenRefused {
    Ticket ticket = grow(5_000_000).then().statusCode(200).extract().as(Ticket.class);
    assertThat(new TokenVerifier(keys, clock).ticket(ticket.token()).layout())
        .isEqualTo(layout(5_000_000));
    assertThat(reserved()).isEqualTo(layout(5_000_000).maxSealedTotal() + 500);
    grow(4_000_000).then().statusCode(200);
    assertThat(reserved()).isEqualTo(layout(5_000_000).maxSealedTotal() + 500);
  }

  @Test
  void doesNotGrowBeyondTheQuota() {
    refused(grow(2_000_000_000), ErrorCode.QUOTA_EXCEEDED).body("limit", equalTo(1 << 30));
    refused(grow(-1), ErrorCode.MALFORMED);
    refused(grow(Long.MAX_VALUE), ErrorCode.MALFORMED);
    refused(alice.ask().body("{}").post("/api/v1/transfers/" + id + "/grow"), ErrorCode.MALFORMED);
    assertThat(reserved()).isEqualTo(layout(1_000_000).maxSealedTotal() + 500);
  }

  @Test
  void givesBackWhatItDoesNotNeed() {
    Placed closed = close(300_000, TRAILER).then().statusCode(200).extract().as(Placed.class);
    assertThat(closed.transfer().open()).isFalse();
    assertThat(closed.transfer().trailer()).isEqualTo(TRAILER);
    assertThat(closed.transfer().chunks()).isEqualTo(layout(300_000));
    assertThat(reserved()).isEqualTo(layout(300_000).maxSealedTotal() + 500);
    Placed again = close(300_000, TRAILER).then().statusCode(200).extract().as(Placed.class);
    assertThat(again.transfer()).isEqualTo(closed.transfer());
    assertThat(reserved()).isEqualTo(layout(300_000).maxSealedTotal() + 500);
    Offers.act(alice, id, "cancel").then().statusCode(204);
    assertThat(reserved()).isZero();
  }

  @Test
  void isClosedOnce() {
    close(300_000, TRAILER).then().statusCode(200);
    refused(close(300_001, TRAILER), ErrorCode.WRONG_STATE);
    refused(close(300_000, Base64Url.encode(new byte[61])), ErrorCode.WRONG_STATE);
    refused(grow(5_000_000), ErrorCode.WRONG_STATE);
  }

  @Test
  void isNotLongerThanWhatWasReserved() {
    refused(close(1_000_001, TRAILER), ErrorCode.TOO_LARGE).body("limit", equalTo(1_000_000));
    String trailer = Base64Url.encode(new byte[Limits.MAX_TRAILER_BYTES + 1]);
    refused(close(1_000_000, trailer), ErrorCode.TOO_LARGE);
    refused(close(1_000_000, ""), ErrorCode.MALFORMED);
    refused(close(-1, TRAILER), ErrorCode.MALFORMED);
    refused(alice.ask().body("{").post("/api/v1/transfers/" + id + "/close"), ErrorCode.MALFORMED);
  }

  @Test
  void endsAsAnyOther() {
    Offers.act(alice, id, "cancel").then().statusCode(204);
    refused(grow(5_000_000), ErrorCode.TRANSFER_ENDED);
    refused(close(1, TRAILER), ErrorCode.TRANSFER_ENDED);
  }

  @Test
  void onlyOpenOnesGrow() {
    Person bob = Person.registered("bob");
    id = Offers.placed(alice, Offers.to(bob));
    refused(grow(50_000_000), ErrorCode.WRONG_STATE);
  }
}
