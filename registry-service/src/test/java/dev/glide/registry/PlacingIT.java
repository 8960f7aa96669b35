package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class PlacingIT {
  @Inject Jdbi jdbi;

  private Person alice = Person.stranger("unset");
  private Person bob = Person.stranger("unset");

  @BeforeEach
  void people() {
    alice = Person.registered("alice");
    bob = Person.registered("bob");
  }

  /** An offer with one field put in place of another's. */
  private static NewTransfer with(
      NewTransfer from, List<String> recipients, List<SealedKey> keys, ChunkLayout chunks) {
    return new NewTransfer(
        recipients,
        keys,
        from.summary(),
        from.manifest(),
        from.signature(),
        chunks,
        from.open(),
        from.live(),
        from.expiresInSeconds());
  }

  private static NewTransfer sealed(
      NewTransfer from, String summary, String manifest, String signature) {
    return new NewTransfer(
        from.recipients(),
        from.keys(),
        summary,
        manifest,
        signature,
        from.chunks(),
        from.open(),
        from.live(),
        from.expiresInSeconds());
  }

  private Response put(NewTransfer offer) {
    return Offers.put(alice, UUID.randomUUID(), offer);
  }

  private long reserved() {
    return ((Number) alice.ask().get("/api/v1/account").path("reservedBytes")).longValue();
  }

  @Test
  void reservesWhatItCanTakeAtMost() {
    put(Offers.to(bob)).then().statusCode(201);
    assertThat(reserved()).isEqualTo(Offers.TEN_MEGABYTES.maxSealedTotal() + 500);
  }

  @Test
  void givesTheSameAnswerToTheSameOffer() {
    UUID id = UUID.randomUUID();
    NewTransfer offer = Offers.to(bob, alice);
    Placed first = Offers.put(alice, id, offer).then().statusCode(201).extract().as(Placed.class);
    Placed again = Offers.put(alice, id, offer).then().statusCode(200).extract().as(Placed.class);
    assertThat(again.transfer()).isEqualTo(first.transfer());
    assertThat(reserved()).isEqualTo(Offers.TEN_MEGABYTES.maxSealedTotal() + 500);
  }

  @Test
  void refusesAnotherOfferUnderTheSameId() {
    UUID id = Offers.placed(alice, Offers.to(bob));
    refused(Offers.put(alice, id, Offers.to(bob)), ErrorCode.TRANSFER_DIFFERS);
  }

  @Test
  void refusesSomebodyElsesId() {
    NewTransfer offer = Offers.to(bob);
    UUID id = Offers.placed(alice, offer);
    refused(Offers.put(bob, id, offer), ErrorCode.TRANSFER_DIFFERS);
  }

  @Test
  void ofTheSameOfferAtOnceOneIsPlaced() throws Exception {
    UUID id = UUID.randomUUID();
    NewTransfer offer = Offers.to(bob);
    List<Integer> codes = atOnce(10, () -> Offers.put(alice, id, offer));
    assertThat(codes).filteredOn(code -> code == 201).hasSize(1);
    assertThat(codes).filteredOn(code -> code == 200).hasSize(9);
    assertThat(reserved()).isEqualTo(Offers.TEN_MEGABYTES.maxSealedTotal() + 500);
  }

  @Test
  void needsAnAccessToken() {
    refused(
        given()
            .contentType("application/json")
            .body(Offers.to(bob))
            .put("/api/v1/transfers/" + UUID.randomUUID()),
        ErrorCode.NOT_SIGNED_IN);
  }

  @Test
  void namesTheNearestOfAnUnknownUser() {
    NewTransfer offer = Offers.to(bob);
    refused(
            put(with(offer, List.of(bob.handle + "x"), offer.keys(), offer.chunks())),
            ErrorCode.UNKNOWN_USER)
        .body("nearest", hasItem(bob.handle));
  }

  @Test
  void takesNothingForOrFromSomebodyWhoHasGone() {
    put(Offers.to(bob)).then().statusCode(201);
    disable(bob);
    refused(put(Offers.to(bob)), ErrorCode.UNKNOWN_USER);
    Person carol = Person.registered("carol");
    NewTransfer offer = Offers.to(carol);
    UUID id = Offers.placed(alice, offer);
    disable(alice);
    refused(put(Offers.to(carol)), ErrorCode.ACCOUNT_DISABLED);
    refused(Offers.put(alice, id, offer), ErrorCode.ACCOUNT_DISABLED);
    refused(put(with(offer, List.of(), offer.keys(), offer.chunks())), ErrorCode.ACCOUNT_DISABLED);
  }

  @Test
  void asksAnewWhoseAHandleIsWhenItIsNoLongerTheSamePersons() {
    put(Offers.to(bob)).then().statusCode(201);
    Person carol = Person.registered("carol");
    // As after the database was restored from a copy that is older than bob's account.
    jdbi.useTransaction(db -> {
      db.execute("UPDATE users SET handle = handle || '-before' WHERE handle = ?", bob.handle);
      db.execute("UPDATE users SET handle = ? WHERE handle = ?", bob.handle, carol.handle);
    });
    NewTransfer offer = Offers.to(carol);
    put(with(offer, List.of(bob.handle), offer.keys(), offer.chunks())).then().statusCode(201);
    carol.ask().get("/api/v1/inbox").then().body("transfers", hasSize(1));
  }

  private void disable(Person gone) {
    jdbi.useHandle(
        db -> db.execute("UPDATE users SET disabled = true WHERE handle = ?", gone.handle));
  }

  @Test
  void needsAKeyForEveryDeviceOfARecipient() {
    Person carol = Person.registered("carol");
    NewTransfer offer = Offers.to(bob, carol);
    refused(
        put(with(offer, offer.recipients(), Offers.keys(bob), offer.chunks())),
        ErrorCode.DEVICES_CHANGED);
    Person stranger = Person.registered("stranger");
    refused(
        put(with(offer, offer.recipients(), Offers.keys(bob, carol, stranger), offer.chunks())),
        ErrorCode.DEVICES_CHANGED);
    put(with(offer, offer.recipients(), Offers.keys(bob, carol, alice), offer.chunks()))
        .then()
        .statusCode(201)
        .body("transfer.recipients.handle", equalTo(List.of(bob.handle, carol.handle)));
  }

  @Test
  void sendsToOneself() {
    put(Offers.to(alice))
        .then()
        .statusCode(201)
        .body("transfer.recipients.handle", equalTo(List.of(alice.handle)));
    alice.ask().get("/api/v1/inbox").then().body("transfers", hasSize(1));
  }

  @Test
  void refusesWhatIsTooLarge() {
    NewTransfer offer = Offers.to(bob);
    String manifest = Base64Url.encode(new byte[Limits.MAX_MANIFEST_BYTES + 1]);
    refused(put(sealed(offer, offer.summary(), manifest, offer.signature())), ErrorCode.TOO_LARGE)
        .body("limit", equalTo(Limits.MAX_MANIFEST_BYTES))
        .body("actual", equalTo(Limits.MAX_MANIFEST_BYTES + 1));
    String summary = Base64Url.encode(new byte[Limits.MAX_SUMMARY_BYTES + 1]);
    refused(put(sealed(offer, summary, offer.manifest(), offer.signature())), ErrorCode.TOO_LARGE)
        .body("limit", equalTo(Limits.MAX_SUMMARY_BYTES));
    refused(
        put(
            with(
                offer,
                offer.recipients(),
                List.of(new SealedKey(bob.deviceId(), Base64Url.encode(new byte[257]))),
                offer.chunks())),
        ErrorCode.TOO_LARGE);
    refused(
        put(
            with(
                offer,
                IntStream.range(0, 51).mapToObj(i -> "user" + i).toList(),
                offer.keys(),
                offer.chunks())),
        ErrorCode.TOO_LARGE);
    refused(put(Offers.of(offer.chunks(), false, 30 * 86_400L + 1, bob)), ErrorCode.TOO_LARGE);
  }

  @Test
  void takesTheLargestManifestAndGivesItBack() {
    byte[] manifest = Person.random(Limits.MAX_MANIFEST_BYTES);
    NewTransfer offer = Offers.to(bob);
    UUID id =
        Offers.placed(
            alice, sealed(offer, offer.summary(), Base64Url.encode(manifest), offer.signature()));
    byte[] read =
        bob.ask()
            .get("/api/v1/transfers/" + id + "/manifest")
            .then()
            .statusCode(200)
            .contentType("application/octet-stream")
            .extract()
            .asByteArray();
    assertThat(read).isEqualTo(manifest);
  }

  @Test
  void refusesWhatIsMalformed() {
    NewTransfer offer = Offers.to(bob);
    refused(put(with(offer, List.of(), offer.keys(), offer.chunks())), ErrorCode.MALFORMED);
    refused(
        put(with(offer, List.of(bob.handle, bob.handle), offer.keys(), offer.chunks())),
        ErrorCode.MALFORMED);
    SealedKey key = offer.keys().getFirst();
    refused(
        put(with(offer, offer.recipients(), List.of(key, key), offer.chunks())),
        ErrorCode.MALFORMED);
    refused(put(sealed(offer, "", offer.manifest(), offer.signature())), ErrorCode.MALFORMED);
    refused(put(sealed(offer, offer.summary(), "%%", offer.signature())), ErrorCode.MALFORMED);
    refused(put(sealed(offer, offer.summary(), offer.manifest(), "AAAA")), ErrorCode.MALFORMED);
    refused(put(Offers.of(offer.chunks(), false, 0L, bob)), ErrorCode.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"recipients\":null}",
        "{\"recipients\":[null],\"keys\":[]}",
        "{\"recipients\":[\"bob\"],\"keys\":[null]}",
        "{\"recipients\":[\"bob\"],\"keys\":[{}]}",
        "{\"recipients\":[\"bob\"],\"keys\":[],\"chunks\":{\"chunkBytes\":1,\"totalBytes\":1}}",
        "{\"recipients\":[\"bob\"],\"keys\":[],\"chunks\":{\"chunkBytes\":65536,\"totalBytes\":-1}}",
      })
  void refusesMalformedBodies(String body) {
    refused(
        alice.ask().body(body).put("/api/v1/transfers/" + UUID.randomUUID()), ErrorCode.MALFORMED);
  }

  @Test
  void refusesAnIdThatIsNone() {
    refused(
        alice.ask().body(Offers.to(bob)).put("/api/v1/transfers/not-an-id"), ErrorCode.NOT_FOUND);
  }

  @Test
  void saysHowMuchOfTheQuotaIsInUse() {
    ChunkLayout much = new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 600_000_000);
    put(Offers.of(much, false, null, bob)).then().statusCode(201);
    refused(put(Offers.of(much, false, null, bob)), ErrorCode.QUOTA_EXCEEDED)
        .body("limit", equalTo(1 << 30))
        .body("actual", equalTo((int) (much.maxSealedTotal() + 500)));
  }

  @Test
  void manyAtOnceDontExceedTheQuota() throws Exception {
    ChunkLayout third = new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 300_000_000);
    List<Integer> codes = atOnce(12, () -> put(Offers.of(third, false, null, bob)));
    assertThat(codes).filteredOn(code -> code == 201).hasSize(3);
    assertThat(codes).filteredOn(code -> code == 413).hasSize(9);
    assertThat(reserved()).isEqualTo(3 * (third.maxSealedTotal() + 500));
  }

  private static List<Integer> atOnce(int times, Supplier<Response> request) throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      for (int i = 0; i < times; i++) {
        answers.add(threads.submit(() -> request.get().statusCode()));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      codes.add(answer.get());
    }
    return codes;
  }
}
