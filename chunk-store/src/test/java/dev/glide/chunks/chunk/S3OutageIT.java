package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.fault.FaultyLine;
import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.s3.S3ChunkStorage;
import dev.glide.chunks.storage.s3.TestS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** S3 goes away in the middle of work, and comes back. */
class S3OutageIT {
  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());
  private final String ticket = TestTickets.put(transfer.transfer(), Chunks.layout(64));
  private final byte[] chunk = Chunks.random(3_000_000, 1);

  @TempDir Path folder;
  private TestS3 s3;
  private FaultyLine line;
  private S3ChunkStorage storage;
  private int port;

  static Stream<Arguments> kinds() {
    Consumer<FaultyLine> gone = FaultyLine::go;
    Consumer<FaultyLine> silent = FaultyLine::fallSilent;
    return Stream.of(Arguments.of("gone", gone), Arguments.of("silent", silent));
  }

  @BeforeEach
  void start() throws Exception {
    s3 = TestS3.start(folder);
    line = FaultyLine.sound(s3.settings().port());
    storage =
        S3ChunkStorage.open(
            s3.settings()
                .by("http://127.0.0.1:" + line.port())
                .patientFor(Duration.ofMillis(1_500)));
    port = BareServer.listen(storage, BareServer.config(folder));
  }

  @AfterEach
  void stop() throws IOException {
    storage.close();
    line.close();
    s3.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void refusesMeanwhileAndGoesOnByItself(String name, Consumer<FaultyLine> outage)
      throws Exception {
    try (RawConnection whole = new RawConnection(port);
        RawConnection half = new RawConnection(port)) {
      assertThat(put(whole, 0).status()).isEqualTo(201);
      begin(half, 1).send(Arrays.copyOf(chunk, chunk.length / 2));
      outage.accept(line);
      half.send(Arrays.copyOfRange(chunk, chunk.length / 2, chunk.length));
      requireRefused(half.read());
    }
    for (int i = 0; i < 2; i++) {
      try (RawConnection connection = new RawConnection(port)) {
        requireRefused(put(connection, 2));
        requireRefused(get(connection, 0));
      }
    }
    assertThatThrownBy(storage::check).isInstanceOf(IOException.class);
    Announcement announcement = new Announcement(UUID.randomUUID(), Instant.now(), transfer, 1);
    assertThatThrownBy(() -> storage.owe(announcement)).hasMessageContaining("can't be reached");

    line.comeBack();
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> isTaken(2));
    try (RawConnection connection = new RawConnection(port)) {
      assertThat(get(connection, 0).body()).isEqualTo(chunk);
      assertThat(get(connection, 2).body()).isEqualTo(chunk);
      RawConnection.Reply cutOff = get(connection, 1);
      // Refused does not mean that it was not kept; but never is half of it.
      assertThat(cutOff.status()).isIn(200, 404);
      assertThat(cutOff.status() == 404 || Arrays.equals(cutOff.body(), chunk)).isTrue();
    }
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> {
          storage.check();
          return true;
        });
    storage.owe(announcement);
    assertThat(storage.owed(10)).contains(announcement);
  }

  private boolean isTaken(int index) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return put(connection, index).status() == 201;
    }
  }

  private static void requireRefused(RawConnection.Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("retry-after");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("storage-away");
  }

  private RawConnection.Reply put(RawConnection connection, int index) throws IOException {
    return begin(connection, index).send(chunk).read();
  }

  private RawConnection begin(RawConnection connection, int index) throws IOException {
    return connection.head(
        "PUT /chunks/v1/%s/%d HTTP/1.1".formatted(transfer.transfer(), index),
        "Authorization: Bearer " + ticket,
        "Glide-Crc32c: " + Chunks.crc32c(chunk),
        "Content-Length: " + chunk.length);
  }

  private RawConnection.Reply get(RawConnection connection, int index) throws IOException {
    return connection
        .head(
            "GET /chunks/v1/%s/%d HTTP/1.1".formatted(transfer.transfer(), index),
            "Authorization: Bearer " + ticket)
        .read();
  }
}
