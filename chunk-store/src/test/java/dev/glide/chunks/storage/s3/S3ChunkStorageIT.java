package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ChunkStorageIT extends S3StorageContract {
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
  protected S3Server server() {
    return server.settings();
  }

  @Override
  protected int many() {
    return 1_100;
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
      assertThatThrownBy(away::check).isInstanceOf(IOException.class);
    }
  }

  @Test
  void saysThatItIsAwayWhenItIsLetInNoMore() throws IOException {
    try (S3ChunkStorage stranger =
        S3ChunkStorage.open(server.settings("glide-test", "another-secret"))) {
      assertAway(() -> stranger.list(transfer));
      assertThatThrownBy(stranger::check).hasMessageContaining("AccessDenied");
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

  @Test
  void saysWhichSettingIsWrong(@TempDir Path other) throws IOException {
    Path noCertificate = Files.writeString(other.resolve("ca.pem"), "nothing\n");
    for (Path file : List.of(noCertificate, other.resolve("missing.pem"))) {
      assertThatThrownBy(() -> S3ChunkStorage.open(server.settings().trusting(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("glide.chunks.s3.ca-file")
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void saysWhenTheBucketIsNotThere() throws IOException {
    S3Server elsewhere =
        new S3Server(server.settings().endpoint(), "test-user", "test-secret", "nowhere", false);
    try (S3ChunkStorage storage = S3ChunkStorage.open(elsewhere)) {
      assertThatThrownBy(storage::check).hasMessageContaining("bucket nowhere is not there");
      assertAway(() -> storage.open(transfer.chunk(0)));
    }
  }

  private static void assertAway(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThat(catchThrowableOfType(GlideException.class, call).code())
        .isEqualTo(ErrorCode.STORAGE_AWAY);
  }
}
