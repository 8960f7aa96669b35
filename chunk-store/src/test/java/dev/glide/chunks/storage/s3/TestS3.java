package dev.glide.chunks.storage.s3;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An S3 server for a test: the one that the environment names, or one in this process. */
public final class TestS3 implements AutoCloseable {
  private static final String NAMED = "GLIDE_TEST_S3_ENDPOINT";

  private final S3Server settings;
  private final Optional<S3ProxyServer> own;

  private TestS3(S3Server settings, Optional<S3ProxyServer> own) {
    this.settings = settings;
    this.own = own;
  }

  public static TestS3 start(Path folder) throws Exception {
    if (isNamed()) {
      return new TestS3(named("glide-test-" + UUID.randomUUID()), Optional.empty());
    }
    S3ProxyServer server = new S3ProxyServer(folder);
    return new TestS3(server.settings(), Optional.of(server));
  }

  static boolean isNamed() {
    return !Objects.requireNonNullElse(System.getenv(NAMED), "").isEmpty();
  }

  static S3Server named(String bucket) {
    return new S3Server(
        environment(NAMED),
        environment("GLIDE_TEST_S3_ACCESS_KEY"),
        environment("GLIDE_TEST_S3_SECRET_KEY"),
        bucket,
        true);
  }

  /** With a bucket of the test's own. */
  public S3Server settings() {
    return settings;
  }

  private static String environment(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  @Override
  public void close() {
    own.ifPresent(S3ProxyServer::close);
  }
}
