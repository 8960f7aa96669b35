package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.ChunkKey;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.util.Map;
import java.util.Optional;

/** Where a test's S3 server is. */
public record S3Server(
    String endpoint, String user, String secret, String bucketName, boolean createsBucket)
    implements ChunkStoreConfig.S3 {
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
    return "us-east-1";
  }

  @Override
  public boolean createBucket() {
    return createsBucket;
  }

  @Override
  public boolean virtualHost() {
    return false;
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
}
