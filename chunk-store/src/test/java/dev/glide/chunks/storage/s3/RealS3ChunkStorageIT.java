package dev.glide.chunks.storage.s3;

import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.ChunkStorageContract;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same against the S3 server that the environment names. */
@EnabledIfEnvironmentVariable(named = "GLIDE_TEST_S3_ENDPOINT", matches = ".+")
class RealS3ChunkStorageIT extends ChunkStorageContract {
  private static S3Server server;
  private static S3ChunkStorage storage;

  @BeforeAll
  static void open() {
    server =
        new S3Server(
            environment("GLIDE_TEST_S3_ENDPOINT"),
            environment("GLIDE_TEST_S3_ACCESS_KEY"),
            environment("GLIDE_TEST_S3_SECRET_KEY"),
            "glide-contract",
            true);
    storage = S3ChunkStorage.open(server);
  }

  @AfterAll
  static void close() throws IOException {
    storage.close();
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
    server.damage(key, other, crc32c);
  }

  private static String environment(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
