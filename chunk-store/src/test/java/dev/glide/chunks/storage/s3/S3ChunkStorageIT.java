package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.ChunkStorageContract;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ChunkStorageIT extends ChunkStorageContract {
  @TempDir static Path folder;
  private static S3ProxyServer server;
  private static S3ChunkStorage storage;

  @BeforeAll
  static void open() throws Exception {
    server = new S3ProxyServer(folder);
    storage = S3ChunkStorage.open(server.settings());
  }

  @AfterAll
  static void close() throws Exception {
    storage.close();
    server.close();
  }

  @Override
  protected ChunkStorage storage() {
    return storage;
  }

  @Override
  protected void damage(ChunkKey key, byte[] other) throws Exception {
    String crc32c;
    try (var chunk = storage.open(key).orElseThrow()) {
      crc32c = chunk.crc32c().toString();
    }
    server.settings().damage(key, other, crc32c);
  }

  @Test
  void saysWhenTheServerIsAway() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (S3ChunkStorage away =
        S3ChunkStorage.open(
            new S3Server("http://127.0.0.1:" + nobody, "user", "secret", "glide", false))) {
      assertAway(() -> away.list(transfer));
      assertAway(() -> away.open(transfer.chunk(0)));
      assertAway(() ->
          away.put(transfer.chunk(0), 1, Chunks.crc32c(new byte[1]), Chunks.body(new byte[1], 1)));
      assertAway(away::check);
    }
  }

  @Test
  void saysThatItIsAwayWhenItIsLetInNoMore() throws IOException {
    try (S3ChunkStorage stranger =
        S3ChunkStorage.open(server.settings("glide-test", "another-secret"))) {
      assertAway(() -> stranger.list(transfer));
      assertAway(() ->
          stranger.put(
              transfer.chunk(0), 1, Chunks.crc32c(new byte[1]), Chunks.body(new byte[1], 1)));
    }
  }

  @Test
  void startsBeforeItsServer(@TempDir Path other) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    S3Server settings =
        new S3Server("http://127.0.0.1:" + port, "test-user", "test-secret", "late", true);
    try (S3ChunkStorage early = S3ChunkStorage.open(settings)) {
      assertAway(() -> early.list(transfer));
      try (S3ProxyServer late = new S3ProxyServer(other, port)) {
        assertThat(late.port()).isEqualTo(port);
        assertThat(early.list(transfer).isEmpty()).isTrue();
      }
    }
  }

  private static void assertAway(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThat(catchThrowableOfType(GlideException.class, call).code())
        .isEqualTo(ErrorCode.STORAGE_AWAY);
  }
}
