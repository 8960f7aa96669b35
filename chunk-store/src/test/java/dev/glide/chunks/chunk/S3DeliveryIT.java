package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.VerifiedStream;
import dev.glide.chunks.storage.s3.S3ChunkStorage;
import dev.glide.chunks.storage.s3.S3ProxyServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes over S3. */
class S3DeliveryIT {
  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());
  private final String ticket = TestTickets.put(transfer.transfer(), Chunks.layout(4));
  private final byte[] chunk = Chunks.random(4_000_000, 1);

  @TempDir Path folder;
  private S3ProxyServer s3;
  private S3ChunkStorage storage;
  private int port;

  @BeforeEach
  void start() throws Exception {
    s3 = new S3ProxyServer(folder);
    storage = S3ChunkStorage.open(s3.settings());
    port = BareServer.listen(storage, BareServer.config(folder));
  }

  @AfterEach
  void stop() throws IOException {
    storage.close();
    s3.close();
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      assertThat(put(connection, chunk).status()).isEqualTo(201);
      RawConnection.Reply reply = get(connection);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).containsEntry("glide-crc32c", Chunks.crc32c(chunk).toString());
      assertThat(reply.body()).isEqualTo(chunk);
    }
  }

  @Test
  void refusesBytesOfAnotherChecksumAndKeepsNothing() throws IOException {
    byte[] flipped = flipped(chunk);
    try (RawConnection connection = new RawConnection(port)) {
      head(connection, "PUT", chunk.length, Chunks.crc32c(chunk).toString()).send(flipped);
      assertThat(connection.read().status()).isEqualTo(400);
      assertThat(get(connection).status()).isEqualTo(404);
    }
  }

  @Test
  void hasAnErrorForAChunkThatTheServerKnowsToBeAnother() throws Exception {
    damage(chunk);
    try (RawConnection connection = new RawConnection(port)) {
      RawConnection.Reply reply = get(connection);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("chunk-damaged");
    }
  }

  @Test
  void cutsOffALargeChunkThatTurnsOutDamaged() throws Exception {
    int deceived = BareServer.listen(holding(flipped(chunk), chunk), BareServer.config(folder));
    try (RawConnection connection = new RawConnection(deceived)) {
      RawConnection.Reply reply = get(connection);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body().length).isLessThan(chunk.length);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void hasAnErrorForASmallChunkThatTurnsOutDamaged() throws Exception {
    byte[] small = Chunks.random(100_000, 2);
    int deceived = BareServer.listen(holding(flipped(small), small), BareServer.config(folder));
    try (RawConnection connection = new RawConnection(deceived)) {
      assertThat(get(connection).status()).isEqualTo(500);
    }
  }

  @Test
  void saysWhenToComeAgainWhileS3IsAway() throws IOException {
    s3.close();
    try (RawConnection connection = new RawConnection(port)) {
      RawConnection.Reply put = put(connection, chunk);
      assertThat(put.status()).isEqualTo(503);
      assertThat(put.headers()).containsKey("retry-after");
      assertThat(get(connection).status()).isEqualTo(503);
    }
    assertThatThrownBy(() -> storage.check()).isInstanceOf(IOException.class);
  }

  private void damage(byte[] content) throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      assertThat(put(connection, content).status()).isEqualTo(201);
    }
    s3.settings().damage(transfer.chunk(0), flipped(content), Chunks.crc32c(content).toString());
  }

  private static byte[] flipped(byte[] content) {
    byte[] flipped = content.clone();
    flipped[content.length - 1] ^= 1;
    return flipped;
  }

  /** A storage whose every chunk should be one thing and is another. */
  private static ChunkStorage holding(byte[] stored, byte[] promised) {
    Crc32c crc32c = Chunks.crc32c(promised);
    return (ChunkStorage)
        Proxy.newProxyInstance(
            ChunkStorage.class.getClassLoader(),
            new Class<?>[] {ChunkStorage.class},
            (proxy, method, arguments) ->
                Optional.of(
                    new StoredChunk.InStream(
                        new VerifiedStream(
                            new ByteArrayInputStream(stored), promised.length, crc32c),
                        promised.length,
                        crc32c)));
  }

  private RawConnection.Reply put(RawConnection connection, byte[] content) throws IOException {
    return head(connection, "PUT", content.length, Chunks.crc32c(content).toString())
        .send(content)
        .read();
  }

  private RawConnection.Reply get(RawConnection connection) throws IOException {
    return head(connection, "GET", 0, "00000000").read();
  }

  private RawConnection head(RawConnection connection, String method, int length, String crc32c)
      throws IOException {
    return connection.head(
        method + " /chunks/v1/" + transfer.transfer() + "/0 HTTP/1.1",
        "Authorization: Bearer " + ticket,
        "Glide-Crc32c: " + crc32c,
        "Content-Length: " + length);
  }
}
