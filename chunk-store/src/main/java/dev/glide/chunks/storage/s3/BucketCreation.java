package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import io.minio.BucketExistsArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Makes the bucket if it is not there; several may at once. Past the SDK, which names the region
 * us-east-1 to the server: S3 itself and others refuse that, for it is what no name means.
 */
final class BucketCreation {
  private static final Set<String> MADE_BY_ANOTHER =
      Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

  private final ChunkStoreConfig.S3 config;
  private final OkHttpClient http;
  private final MinioAsyncClient minio;
  private final SignedPut signedPut;

  BucketCreation(ChunkStoreConfig.S3 config, OkHttpClient http, MinioAsyncClient minio) {
    this.config = config;
    this.http = http;
    this.minio = minio;
    this.signedPut = new SignedPut(config);
  }

  boolean isThere() throws MinioException, IOException {
    return S3Client.await(
        minio.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build()));
  }

  void ensure() throws MinioException, IOException {
    if (isThere()) {
      return;
    }
    RequestBody body = RequestBody.create(location().getBytes(StandardCharsets.UTF_8));
    try (Response response = http.newCall(signedPut.ofBucket(body)).execute()) {
      if (!response.isSuccessful()) {
        S3Refused refusal = S3Refused.of(response);
        if (!MADE_BY_ANOTHER.contains(refusal.code())) {
          throw refusal;
        }
      }
    }
  }

  private String location() {
    if (config.region().equals(Http.US_EAST_1)) {
      return "";
    }
    return "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "<LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>"
            .formatted(config.region());
  }
}
