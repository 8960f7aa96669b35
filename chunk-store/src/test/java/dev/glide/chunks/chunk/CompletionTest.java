package dev.glide.chunks.chunk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.ParkedTransfers;
import dev.glide.chunks.RegistryVoice;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.TransferEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CompletionTest {
  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());

  @Inject ChunkStorage storage;
  @Inject ParkedTransfers registry;
  @Inject RegistryVoice voice;

  @AfterEach
  void hearAgain() {
    registry.setDeaf(false);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    store(0);
    store(3);
    complete(Chunks.layout(6))
        .statusCode(409)
        .body("code", equalTo("incomplete"))
        .body("missing", equalTo("1-2,4-5"));
    assertThat(registry.heard(transfer.transfer())).isEmpty();
  }

  @Test
  void tellsTheRegistryOnceAllIsHere() throws IOException {
    store(0);
    store(1);
    complete(Chunks.layout(2)).statusCode(200).body("ranges", equalTo("0-1"));
    await().until(() -> !registry.heard(transfer.transfer()).isEmpty());
    assertThat(registry.heard(transfer.transfer()))
        .first()
        .extracting(ChunkEvent::chunkCount)
        .isEqualTo(2);
    await().until(() -> owed() == 0);
  }

  @Test
  void isDoneAtOnceWithATransferOfNothing() {
    complete(new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 0))
        .statusCode(200)
        .body("ranges", equalTo(""));
    await().until(() -> registry.heard(transfer.transfer()).size() == 1);
  }

  @Test
  void countsWhatEveryRecipientHoldsAlready() throws IOException {
    store(2);
    complete(Chunks.layout(6), "0,3-4")
        .statusCode(409)
        .body("code", equalTo("incomplete"))
        .body("missing", equalTo("1,5"));
    complete(Chunks.layout(6), "0-3").statusCode(409).body("missing", equalTo("4-5"));
    assertThat(registry.heard(transfer.transfer())).isEmpty();
    complete(Chunks.layout(6), "0-1,3-5").statusCode(200).body("ranges", equalTo("2"));
    await().until(() -> !registry.heard(transfer.transfer()).isEmpty());
    assertThat(registry.heard(transfer.transfer()))
        .extracting(ChunkEvent::chunkCount)
        .containsOnly(6);
    complete(Chunks.layout(6), "").statusCode(409);
  }

  @Test
  void hasNothingOfWhatIsHeld() {
    complete(Chunks.layout(2), "0-1").statusCode(200).body("ranges", equalTo(""));
    given()
        .header("Authorization", "Bearer " + TestTickets.get(transfer.transfer(), Chunks.layout(2)))
        .get("/chunks/v1/{transfer}/0", transfer.transfer())
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-chunk"));
  }

  @Test
  void tellsOfWhatIsHeldAgainUntilTheRegistryHears() throws IOException {
    registry.setDeaf(true);
    complete(Chunks.layout(3), "0-2").statusCode(200);
    assertThat(owed()).isEqualTo(1);
    registry.setDeaf(false);
    await().until(() -> owed() == 0);
    assertThat(registry.heard(transfer.transfer())).isNotEmpty();
  }

  @Test
  void readsAsManyRangesAsLanesCanLeave() {
    String held =
        IntStream.range(0, 1_024)
            .mapToObj(i ->
                (ChunkLayout.MAX_CHUNKS - 4 * (1_024 - i))
                    + "-"
                    + (ChunkLayout.MAX_CHUNKS - 4 * (1_024 - i) + 2))
            .collect(Collectors.joining(","));
    ChunkLayout layout =
        new ChunkLayout(
            ChunkLayout.MIN_CHUNK_BYTES,
            (long) ChunkLayout.MAX_CHUNKS * ChunkLayout.MIN_CHUNK_BYTES);
    complete(layout, held).statusCode(409).body("code", equalTo("incomplete"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "-1", "1-", "2-1", "1,1", "0-6", "6", "1,,2", ",", "0 ", "9999999999", "%"})
  void refusesRangesThatItCantRead(String held) throws IOException {
    complete(Chunks.layout(6), held).statusCode(400).body("code", equalTo("malformed"));
    assertThat(owed()).isZero();
  }

  @Test
  void refusesTwoAnswersToOneQuestion() throws IOException {
    given()
        .header("Authorization", "Bearer " + TestTickets.put(transfer.transfer(), Chunks.layout(2)))
        .queryParam("held", "0", "1")
        .post("/chunks/v1/{transfer}/complete", transfer.transfer())
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
    assertThat(owed()).isZero();
  }

  @Test
  void mayBeRepeated() throws IOException {
    store(0);
    complete(Chunks.layout(1)).statusCode(200);
    complete(Chunks.layout(1)).statusCode(200);
    await().until(() -> registry.heard(transfer.transfer()).size() >= 2);
  }

  @Test
  void tellsAgainUntilTheRegistryHears() throws IOException {
    registry.setDeaf(true);
    store(0);
    complete(Chunks.layout(1)).statusCode(200);
    assertThat(owed()).isEqualTo(1);
    registry.setDeaf(false);
    await().atMost(20, TimeUnit.SECONDS).until(() -> owed() == 0);
    assertThat(registry.heard(transfer.transfer())).isNotEmpty();
  }

  @Test
  void tellsWhatIsOwedFromBeforeARestart() throws IOException {
    storage.owe(new Announcement(UUID.randomUUID(), Instant.now(), transfer, 9));
    await().atMost(20, TimeUnit.SECONDS).until(() -> owed() == 0);
    assertThat(registry.heard(transfer.transfer()))
        .extracting(ChunkEvent::chunkCount)
        .containsOnly(9);
  }

  @Test
  void deletesWhatHasEnded() throws Exception {
    store(0);
    voice.say(TransferEvent.Kind.DELIVERED, transfer.transfer()).toCompletableFuture().get();
    assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
    voice.say(TransferEvent.Kind.ENDED, transfer.transfer()).toCompletableFuture().get();
    assertThat(storage.list(transfer).isEmpty()).isTrue();
    voice.say(TransferEvent.Kind.ENDED, transfer.transfer()).toCompletableFuture().get();
  }

  private long owed() throws IOException {
    return storage.owed(1_000).stream().filter(each -> each.transfer().equals(transfer)).count();
  }

  private void store(int index) throws IOException {
    byte[] content = Chunks.random(100, index);
    storage.put(
        transfer.chunk(index), content.length, Chunks.crc32c(content), Chunks.body(content, 100));
  }

  private ValidatableResponse complete(ChunkLayout layout, String held) {
    return given()
        .header("Authorization", "Bearer " + TestTickets.put(transfer.transfer(), layout))
        .queryParam("held", held)
        .post("/chunks/v1/{transfer}/complete", transfer.transfer())
        .then();
  }

  private ValidatableResponse complete(ChunkLayout layout) {
    return given()
        .header("Authorization", "Bearer " + TestTickets.put(transfer.transfer(), layout))
        .post("/chunks/v1/{transfer}/complete", transfer.transfer())
        .then();
  }
}
