package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.TransferKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients that talk too much, too little, too slowly, or not at all. */
@QuarkusTest
class UnrulyClientsTest {
  private static final int BYTES = 4_000_000;

  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());
  private final String ticket = TestTickets.put(transfer.transfer(), Chunks.layout(4));
  private final byte[] chunk = Chunks.random(BYTES, 1);

  @Inject ChunkStorage storage;
  @Inject ChunkStoreConfig config;

  @Test
  void manyRequestsGoOverOneConnection() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      for (int index = 0; index < 3; index++) {
        put(connection, index, ticket, BYTES).send(chunk);
        assertThat(connection.read().status()).isEqualTo(201);
        connection.head("GET " + path(index) + " HTTP/1.1", "Authorization: Bearer " + ticket);
        assertThat(connection.read().body()).isEqualTo(chunk);
      }
    }
  }

  @Test
  void requestsMayComeBeforeTheAnswers() throws IOException {
    storage.put(transfer.chunk(0), BYTES, Chunks.crc32c(chunk), Chunks.body(chunk, 65_536));
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      for (int i = 0; i < 3; i++) {
        connection.head("GET " + path(0) + " HTTP/1.1", "Authorization: Bearer " + ticket);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(connection.read().body()).isEqualTo(chunk);
      }
    }
  }

  @Test
  void aRefusedSenderReadsTheAnswerAndGoesOn() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      put(connection, 0, "no-ticket", BYTES).send(chunk);
      assertThat(connection.read().status()).isEqualTo(401);
      put(connection, 0, ticket, BYTES).send(chunk);
      assertThat(connection.read().status()).isEqualTo(201);
    }
  }

  @Test
  void aSenderOfFarTooMuchReadsTheAnswerAndIsCutOff() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      put(connection, 0, ticket, 1L << 40).send(chunk);
      RawConnection.Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aBodyOfUnknownLengthIsRefused() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      connection
          .head(
              "PUT " + path(0) + " HTTP/1.1",
              "Authorization: Bearer " + ticket,
              "Glide-Crc32c: " + Chunks.crc32c(chunk),
              "Transfer-Encoding: chunked")
          .send("5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.read().status()).isEqualTo(411);
    }
  }

  @Test
  void whoAsksFirstIsToldToGoOn() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      asking(connection, ticket);
      assertThat(connection.read().status()).isEqualTo(100);
      connection.send(chunk);
      assertThat(connection.read().status()).isEqualTo(201);
    }
  }

  @Test
  void whoAsksFirstIsRefusedBeforeSending() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      asking(connection, "no-ticket");
      RawConnection.Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.headers()).containsEntry("connection", "close");
    }
  }

  @Test
  void aSenderThatGoesAwayLeavesNothing() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      put(connection, 0, ticket, BYTES).send(Arrays.copyOf(chunk, BYTES - 1));
      await().until(() -> incomingBytes() > 0);
    }
    await().until(() -> incomingBytes() == 0);
    assertThat(storage.list(transfer).isEmpty()).isTrue();
    assertThat(storage.open(transfer.chunk(0))).isEmpty();
  }

  @Test
  void aSenderThatFallsSilentIsCutOff() throws IOException {
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      put(connection, 0, ticket, BYTES).send(Arrays.copyOf(chunk, 1_000_000));
      assertThat(connection.isClosedByServer()).isTrue();
    }
    await().until(() -> incomingBytes() == 0);
    assertThat(storage.list(transfer).isEmpty()).isTrue();
  }

  @Test
  void aChunkMayComeByteByByte() throws IOException {
    byte[] small = Chunks.random(3_000, 1);
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      connection.head(
          "PUT " + path(0) + " HTTP/1.1",
          "Authorization: Bearer " + ticket,
          "Glide-Crc32c: " + Chunks.crc32c(small),
          "Content-Length: " + small.length);
      for (byte each : small) {
        connection.send(new byte[] {each});
      }
      assertThat(connection.read().status()).isEqualTo(201);
    }
    assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
  }

  @Test
  void aReceiverThatGoesAwayHarmsNobody() throws IOException {
    storage.put(transfer.chunk(0), BYTES, Chunks.crc32c(chunk), Chunks.body(chunk, 65_536));
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      connection.head("GET " + path(0) + " HTTP/1.1", "Authorization: Bearer " + ticket);
    }
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      connection.head("GET " + path(0) + " HTTP/1.1", "Authorization: Bearer " + ticket);
      assertThat(connection.read().body()).isEqualTo(chunk);
    }
  }

  private RawConnection put(RawConnection connection, int index, String bearer, long length)
      throws IOException {
    return connection.head(
        "PUT " + path(index) + " HTTP/1.1",
        "Authorization: Bearer " + bearer,
        "Glide-Crc32c: " + Chunks.crc32c(chunk),
        "Content-Length: " + length);
  }

  private void asking(RawConnection connection, String bearer) throws IOException {
    connection.head(
        "PUT " + path(0) + " HTTP/1.1",
        "Authorization: Bearer " + bearer,
        "Glide-Crc32c: " + Chunks.crc32c(chunk),
        "Expect: 100-continue",
        "Content-Length: " + BYTES);
  }

  private String path(int index) {
    return "/chunks/v1/" + transfer.transfer() + "/" + index;
  }

  private long incomingBytes() throws IOException {
    Path incoming = config.folder().resolve("incoming");
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
