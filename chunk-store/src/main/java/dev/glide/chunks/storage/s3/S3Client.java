package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Speaks to one bucket with timeouts of its own, and with one layer of retries: here. The SDK's and
 * the HTTP client's own retries are off.
 */
final class S3Client implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(15);
  private static final int CALLS_AT_ONCE = 512;
  private static final int IDLE_CONNECTIONS = 64;
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Codes of a server that has no room, as status 507 says it elsewhere. */
  private static final Set<String> FULL_CODES =
      Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded");

  private static final Set<String> ABSENT_CODES = Set.of("NoSuchKey", "NotFound");

  private final OkHttpClient http;
  private final MinioClient minio;
  private final ChunkStoreConfig.S3 config;
  private volatile boolean bucketMayBeMissing;

  S3Client(ChunkStoreConfig.S3 config) {
    this.config = config;
    this.http = connections();
    this.minio =
        MinioClient.builder()
            .endpoint(config.endpoint())
            .region(config.region())
            .credentials(
                required(config.accessKey().orElse(""), "access-key"),
                required(config.secretKey().orElse(""), "secret-key"))
            .httpClient(http)
            .build();
    if (config.virtualHost()) {
      minio.enableVirtualStyleEndpoint();
    } else {
      minio.disableVirtualStyleEndpoint();
    }
    this.bucketMayBeMissing = config.createBucket();
  }

  private static OkHttpClient connections() {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(CALLS_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(SILENCE_TIMEOUT)
        .writeTimeout(SILENCE_TIMEOUT)
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
        .build();
  }

  OkHttpClient http() {
    return http;
  }

  /** Makes the bucket, if that is asked for and has not been done. */
  void ready() throws IOException {
    call(client -> true);
  }

  /** Makes a call that may be repeated, and repeats it if the server is away. */
  <T> T call(Call<T> call) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(call);
      } catch (GlideException e) {
        if (e.code() != ErrorCode.STORAGE_AWAY || attempt == TRIES) {
          throw e;
        }
        pause(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private <T> T once(Call<T> call) throws IOException {
    try {
      ensureBucket();
      return call.on(minio);
    } catch (MinioException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw away(e);
    } catch (IllegalStateException e) {
      // The SDK dresses an error of the connection so.
      if (e.getCause() instanceof IOException) {
        throw away(e);
      }
      throw e;
    }
  }

  boolean bucketExists() throws IOException {
    return call(
        client -> client.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build()));
  }

  /** Whether an error says that the object is not there. */
  static boolean isAbsent(Throwable error) {
    return error instanceof ErrorResponseException response
        && ABSENT_CODES.contains(response.errorResponse().code());
  }

  static GlideException away(Throwable cause) {
    return new GlideException(
        ErrorCode.STORAGE_AWAY, "the chunk store's S3 server can't be reached; try again", cause);
  }

  static GlideException full(Throwable cause) {
    return new GlideException(
        ErrorCode.STORAGE_FULL, "the chunk store's S3 server is full; try again later", cause);
  }

  static boolean isFull(String code) {
    return FULL_CODES.contains(code);
  }

  private static GlideException refusal(MinioException error) {
    if (error instanceof ErrorResponseException response
        && isFull(response.errorResponse().code())) {
      return full(error);
    }
    return away(error);
  }

  private void ensureBucket() throws MinioException {
    if (!bucketMayBeMissing) {
      return;
    }
    if (!minio.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build())) {
      minio.makeBucket(MakeBucketArgs.builder().bucket(config.bucket()).build());
    }
    bucketMayBeMissing = false;
  }

  private static void pause(Duration length) throws IOException {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String required(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("glide.chunks.s3." + name + " must be set");
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    try {
      minio.close();
    } catch (Exception e) {
      throw new IOException("can't close the S3 client", e);
    }
  }

  /** Something to ask the server. */
  interface Call<T> {
    T on(MinioClient client) throws MinioException, IOException;
  }
}
