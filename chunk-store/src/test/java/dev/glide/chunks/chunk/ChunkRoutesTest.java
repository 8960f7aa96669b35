package dev.glide.chunks.chunk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.shared.api.Headers;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import dev.glide.shared.token.TicketClaims;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChunkRoutesTest {
  private static final String CHUNK = "/chunks/v1/{transfer}/{index}";
  private static final String TRANSFER = "/chunks/v1/{transfer}";

  private final UUID transfer = UUID.randomUUID();
  private final ChunkLayout layout = Chunks.layout(3);

  @Inject ChunkStoreConfig config;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65_537, 4_195_361})
  void givesBackWhatWasPut(int bytes) {
    byte[] chunk = Chunks.random(bytes, bytes);
    put(1, chunk).then().statusCode(201);
    byte[] got =
        with(TestTickets.get(transfer, layout))
            .get(CHUNK, transfer, 1)
            .then()
            .statusCode(200)
            .header("Content-Length", Integer.toString(chunk.length))
            .header(Headers.CRC32C, Chunks.crc32c(chunk).toString())
            .contentType("application/octet-stream")
            .extract()
            .asByteArray();
    assertThat(got).isEqualTo(chunk);
  }

  @Test
  void takesTheSameAgain() {
    byte[] chunk = Chunks.random(1_000, 1);
    put(0, chunk).then().statusCode(201);
    put(0, chunk).then().statusCode(201);
  }

  @Test
  void describesAChunkWithoutItsBytes() {
    byte[] chunk = Chunks.random(1_000, 1);
    put(2, chunk).then().statusCode(201);
    byte[] body =
        with(TestTickets.put(transfer, layout))
            .head(CHUNK, transfer, 2)
            .then()
            .statusCode(200)
            .header("Content-Length", "1000")
            .header(Headers.CRC32C, Chunks.crc32c(chunk).toString())
            .extract()
            .asByteArray();
    assertThat(body).isEmpty();
  }

  @Test
  void listsWhatIsHere() {
    with(TestTickets.get(transfer, layout))
        .get(TRANSFER, transfer)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("ranges", equalTo(""));
    put(0, Chunks.random(10, 1));
    put(2, Chunks.random(10, 1));
    with(TestTickets.get(transfer, layout))
        .get(TRANSFER, transfer)
        .then()
        .statusCode(200)
        .body("ranges", equalTo("0,2"));
  }

  @Test
  void refusesWhoHasNoTicket() {
    refused(given().get(CHUNK, transfer, 0), ErrorCode.TICKET_REFUSED);
    refused(given().get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
    refused(given().post("/chunks/v1/{transfer}/complete", transfer), ErrorCode.TICKET_REFUSED);
    refused(
        given().header("Authorization", "Basic Zm9vOmJhcg==").get(TRANSFER, transfer),
        ErrorCode.TICKET_REFUSED);
    refused(with("").get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
    refused(with("not.a.ticket").get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
    refused(putWith("", 0, Chunks.random(10, 1)), ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesATicketThatSomebodyElseSigned() {
    String forged = TestTickets.signWith(TestTickets.keyPair(), transfer, layout);
    refused(with(forged).get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesATicketThatHasExpired() {
    String old =
        TestTickets.sign(transfer, TicketClaims.Role.PUT, layout, Instant.now().minusSeconds(120));
    refused(with(old).get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesATicketForAnotherTransfer() {
    String other = TestTickets.put(UUID.randomUUID(), layout);
    put(0, Chunks.random(10, 1)).then().statusCode(201);
    refused(with(other).get(CHUNK, transfer, 0), ErrorCode.TICKET_REFUSED);
    refused(with(other).get(TRANSFER, transfer), ErrorCode.TICKET_REFUSED);
    refused(putWith(other, 0, Chunks.random(10, 1)), ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesToStoreByATicketToFetch() {
    String get = TestTickets.get(transfer, layout);
    refused(putWith(get, 0, Chunks.random(10, 1)), ErrorCode.TICKET_REFUSED);
    refused(with(get).post("/chunks/v1/{t}/complete", transfer), ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesAnIndexThatTheTransferDoesNotHave() {
    refused(put(3, Chunks.random(10, 1)), ErrorCode.TICKET_REFUSED);
    refused(
        with(TestTickets.get(transfer, layout)).get(CHUNK, transfer, 999_999_999),
        ErrorCode.TICKET_REFUSED);
  }

  @Test
  void refusesAChunkLargerThanItsTicketAllows() {
    int max = layout.maxSealedBytes(0);
    refused(put(0, Chunks.random(max + 1, 1)), ErrorCode.TOO_LARGE)
        .body("limit", equalTo(max))
        .body("actual", equalTo(max + 1));
    put(0, Chunks.random(max, 1)).then().statusCode(201);
  }

  @Test
  void refusesTheLastChunkAboveItsOwnSize() {
    ChunkLayout uneven = new ChunkLayout(65_536, 65_536 + 10);
    String ticket = TestTickets.put(transfer, uneven);
    int max = uneven.maxSealedBytes(1);
    refused(putWith(ticket, 1, Chunks.random(max + 1, 1)), ErrorCode.TOO_LARGE);
    putWith(ticket, 1, Chunks.random(max, 1)).then().statusCode(201);
  }

  @Test
  void refusesAnEmptyChunk() {
    refused(put(0, new byte[0]), ErrorCode.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "123456789", "ABCDEF01", "0x123456", "zzzzzzzz"})
  void refusesAChecksumOfAnotherForm(String checksum) {
    refused(
        with(TestTickets.put(transfer, layout))
            .header(Headers.CRC32C, checksum)
            .contentType("application/octet-stream")
            .body(new byte[10])
            .put(CHUNK, transfer, 0),
        ErrorCode.MALFORMED);
  }

  @Test
  void refusesAChunkWithoutChecksum() {
    refused(
        with(TestTickets.put(transfer, layout))
            .contentType("application/octet-stream")
            .body(new byte[10])
            .put(CHUNK, transfer, 0),
        ErrorCode.MALFORMED);
  }

  @Test
  void refusesBytesOfAnotherChecksum() {
    refused(
        with(TestTickets.put(transfer, layout))
            .header(Headers.CRC32C, "00000000")
            .contentType("application/octet-stream")
            .body(Chunks.random(1_000, 1))
            .put(CHUNK, transfer, 0),
        ErrorCode.CHECKSUM_MISMATCH);
    refused(
        with(TestTickets.put(transfer, layout)).get(CHUNK, transfer, 0), ErrorCode.UNKNOWN_CHUNK);
  }

  @Test
  void doesNotHaveWhatWasNotPut() {
    refused(
        with(TestTickets.get(transfer, layout)).get(CHUNK, transfer, 1), ErrorCode.UNKNOWN_CHUNK);
    with(TestTickets.get(transfer, layout)).head(CHUNK, transfer, 1).then().statusCode(404);
  }

  @Test
  void givesAnErrorInsteadOfDamagedBytes() throws IOException {
    put(1, Chunks.random(100_000, 1)).then().statusCode(201);
    Path file = file(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[50_000] ^= 1;
    Files.write(file, bytes);
    refused(
        with(TestTickets.get(transfer, layout)).get(CHUNK, transfer, 1), ErrorCode.CHUNK_DAMAGED);
    with(TestTickets.get(transfer, layout)).head(CHUNK, transfer, 1).then().statusCode(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/chunks/v1/",
        "/chunks/v1/not-a-transfer",
        "/chunks/v1/1-1-1-1-1/0",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/-1",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/01",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/1.5",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/9999999999",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/0/0",
        "/chunks/v1/00000000-0000-0000-0000-00000000000A/0",
        "/chunks/v1/00000000-0000-0000-0000-000000000000/complete/x",
      })
  void hasNothingAtOtherAddresses(String path) {
    refused(
        with(TestTickets.put(transfer, layout)).urlEncodingEnabled(false).get(path),
        ErrorCode.NOT_FOUND);
  }

  @Test
  void takesNoOtherMethods() {
    String ticket = TestTickets.put(transfer, layout);
    refused(with(ticket).delete(CHUNK, transfer, 0), ErrorCode.METHOD_NOT_ALLOWED);
    refused(with(ticket).post(CHUNK, transfer, 0), ErrorCode.METHOD_NOT_ALLOWED);
    refused(with(ticket).put(TRANSFER, transfer), ErrorCode.METHOD_NOT_ALLOWED);
    refused(with(ticket).get("/chunks/v1/{t}/complete", transfer), ErrorCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void isReadyWhileItsStorageIs() {
    given().get("/q/health/ready").then().statusCode(200);
  }

  private Response put(int index, byte[] chunk) {
    return putWith(TestTickets.put(transfer, layout), index, chunk);
  }

  private Response putWith(String ticket, int index, byte[] chunk) {
    return with(ticket)
        .header(Headers.CRC32C, Chunks.crc32c(chunk).toString())
        .contentType("application/octet-stream")
        .body(chunk)
        .put(CHUNK, transfer, index);
  }

  private static RequestSpecification with(String ticket) {
    return given().header("Authorization", "Bearer " + ticket);
  }

  private static ValidatableResponse refused(Response response, ErrorCode code) {
    return response
        .then()
        .statusCode(code.status())
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo(code.code()))
        .body("status", equalTo(code.status()))
        .body("detail", notNullValue());
  }

  private Path file(int index) {
    return config
        .folder()
        .resolve("v1")
        .resolve(TestTickets.today().plusDays(7).toString())
        .resolve(transfer.toString())
        .resolve(Integer.toString(index));
  }
}
