package dev.glide.chunks.storage.s3;

import dev.glide.chunks.storage.ChunkStorage;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same against the S3 server that the environment names. */
@EnabledIfEnvironmentVariable(named = "GLIDE_TEST_S3_ENDPOINT", matches = ".+")
class RealS3ChunkStorageIT extends S3StorageContract {
  private static S3Server server;
  private static S3ChunkStorage storage;

  @BeforeAll
  static void open() {
    server = TestS3.named("glide-contract");
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
  protected S3Server server() {
    return server;
  }

  @Override
  protected int many() {
    return 10_000;
  }
}
