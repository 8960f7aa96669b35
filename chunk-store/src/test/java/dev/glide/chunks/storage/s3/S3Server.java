package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.ChunkKey;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where a test's S3 server is. */
public record S3Server(
    String endpoint,
    String user,
    String secret,
    String bucketName,
    boolean createsBucket,
    Options options)
    implements ChunkStoreConfig.S3 {
  private static final Options USUAL =
      new Options("us-east-1", false, Optional.empty(), Duration.ofSeconds(15), 256, false);

  public S3Server(
      String endpoint, String user, String secret, String bucketName, boolean createsBucket) {
    this(endpoint, user, secret, bucketName, createsBucket, USUAL);
  }

  /** The same by another way. */
  public S3Server by(String otherEndpoint) {
    return new S3Server(otherEndpoint, user, secret, bucketName, createsBucket, options);
  }

  public S3Server bucket(String otherBucket) {
    return new S3Server(endpoint, user, secret, otherBucket, createsBucket, options);
  }

  S3Server leavingTheBucket() {
    return new S3Server(endpoint, user, secret, bucketName, false, options);
  }

  public S3Server trusting(Path ca) {
    return with(
        new Options(
            region(), virtualHost(), Optional.of(ca), timeout(), connections(), expireRule()));
  }

  public S3Server patientFor(Duration timeout) {
    return with(
        new Options(region(), virtualHost(), caFile(), timeout, connections(), expireRule()));
  }

  S3Server inRegion(String region) {
    return with(
        new Options(region, virtualHost(), caFile(), timeout(), connections(), expireRule()));
  }

  S3Server withBucketInHost() {
    return with(new Options(region(), true, caFile(), timeout(), connections(), expireRule()));
  }

  S3Server withConnections(int connections) {
    return with(
        new Options(region(), virtualHost(), caFile(), timeout(), connections, expireRule()));
  }

  S3Server withRule() {
    return with(new Options(region(), virtualHost(), caFile(), timeout(), connections(), true));
  }

  private S3Server with(Options other) {
    return new S3Server(endpoint, user, secret, bucketName, createsBucket, other);
  }

  @Override
  public Optional<String> accessKey() {
    return Optional.of(user);
  }

  @Override
  public Optional<String> secretKey() {
    return Optional.of(secret);
  }

  @Override
  public String bucket() {
    return bucketName;
  }

  @Override
  public String region() {
    return options.region();
  }

  @Override
  public boolean createBucket() {
    return createsBucket;
  }

  @Override
  public boolean virtualHost() {
    return options.virtualHost();
  }

  @Override
  public Optional<Path> caFile() {
    return options.caFile();
  }

  @Override
  public Duration timeout() {
    return options.timeout();
  }

  @Override
  public int connections() {
    return options.connections();
  }

  @Override
  public boolean expireRule() {
    return options.expireRule();
  }

  /** Where it listens, if that is this machine. */
  public int port() {
    return URI.create(endpoint).getPort();
  }

  MinioClient client() {
    return MinioClient.builder()
        .endpoint(endpoint)
        .region(region())
        .credentials(user, secret)
        .build();
  }

  /** Puts other bytes under the metadata of those given. */
  public void damage(ChunkKey key, byte[] other, String crc32c) throws Exception {
    MinioClient client = client();
    try {
      client.putObject(
          PutObjectArgs.builder()
              .bucket(bucketName)
              .object(
                  "v1/%s/%s/%d"
                      .formatted(
                          key.transfer().expiryDay(), key.transfer().transfer(), key.index()))
              .data(other, other.length)
              .userMetadata(Map.of(S3ChunkStorage.CRC32C_METADATA, crc32c))
              .build());
    } finally {
      client.close();
    }
  }

  /** What most tests leave as it is. */
  public record Options(
      String region,
      boolean virtualHost,
      Optional<Path> caFile,
      Duration timeout,
      int connections,
      boolean expireRule) {}
}
