package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import io.minio.MinioAsyncClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;

/**
 * Speaks to one bucket, with one layer of retries: here. The SDK's own need an interceptor that our
 * HTTP client does not have.
 */
final class S3Client implements AutoCloseable {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** After this a call is not begun again, so that whoever waits for it hears of it in time. */
  private static final Duration LAST_TRY_WITHIN = Duration.ofSeconds(20);

  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

  private final OkHttpClient http;
  private final MinioAsyncClient minio;
  private final ChunkStoreConfig.S3 config;
  private final S3Calls calls;
  private final Semaphore connections;
  private final Outage outage;
  private final BucketCreation creation;
  private volatile boolean bucketMayBeMissing;

  S3Client(ChunkStoreConfig.S3 config, OkHttpClient http, S3Calls calls) {
    this.config = config;
    this.http = http;
    this.calls = calls;
    this.minio = sdk(config, http);
    this.connections = new Semaphore(config.connections(), true);
    this.outage = new Outage(config.endpoint());
    this.creation = new BucketCreation(config, http, minio);
    this.bucketMayBeMissing = config.createBucket();
  }

  /** The SDK over an HTTP client of ours. */
  static MinioAsyncClient sdk(ChunkStoreConfig.S3 config, OkHttpClient http) {
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(config.endpoint())
            .region(config.region())
            .credentials(
                required(config.accessKey().orElse(""), "access-key"),
                required(config.secretKey().orElse(""), "secret-key"))
            .httpClient(http)
            .build();
    if (config.virtualHost()) {
      client.enableVirtualStyleEndpoint();
    } else {
      client.disableVirtualStyleEndpoint();
    }
    return client;
  }

  OkHttpClient http() {
    return http;
  }

  /** Makes a call that may be repeated, and repeats it if that may help. */
  <T> T call(Call<T> call) throws IOException {
    return call(() -> true, call);
  }

  /**
   * Makes a call, and repeats it if that may help.
   *
   * @param repeatable whether it may be repeated, asked after it has failed
   */
  <T> T call(BooleanSupplier repeatable, Call<T> call) throws IOException {
    takeConnection();
    try {
      return repeat(repeatable, call);
    } finally {
      returnConnection();
    }
  }

  /** As {@link #call}, for somebody who has taken a connection. */
  <T> T repeat(BooleanSupplier repeatable, Call<T> call) throws IOException {
    long begin = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = once(call);
        calls.count(S3Calls.Outcome.DONE);
        outage.over();
        return answer;
      } catch (MinioException | IOException | IllegalStateException e) {
        Trouble trouble = Trouble.of(e);
        boolean inTime = System.nanoTime() - begin < LAST_TRY_WITHIN.toNanos();
        if (!trouble.passes() || attempt == TRIES || !inTime || !repeatable.getAsBoolean()) {
          calls.gaveUp(trouble);
          outage.seen(trouble.reason());
          throw trouble.refusal();
        }
        calls.count(S3Calls.Outcome.AGAIN);
        pause(attempt);
      }
    }
  }

  /** Makes a call once, whatever comes of it. */
  <T> T once(Call<T> call) throws MinioException, IOException {
    ensureBucket();
    try {
      return call.on(minio);
    } catch (ErrorResponseException e) {
      if (e.errorResponse().code().equals("NoSuchBucket")) {
        bucketMayBeMissing = config.createBucket();
      }
      throw e;
    }
  }

  /** Takes one of the connections there may be; to be returned. */
  void takeConnection() throws IOException {
    try {
      if (!connections.tryAcquire(WAIT_FOR_CONNECTION.toMillis(), TimeUnit.MILLISECONDS)) {
        calls.count(S3Calls.Outcome.BUSY);
        outage.seen("all %d connections are in use".formatted(config.connections()));
        throw Trouble.busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  void returnConnection() {
    connections.release();
  }

  /** Waits for the SDK's answer; its failures come out undressed. */
  static <T> T await(CompletableFuture<T> answer) throws MinioException, IOException {
    try {
      return answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case MinioException failure -> throw failure;
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private void ensureBucket() throws MinioException, IOException {
    if (bucketMayBeMissing) {
      creation.ensure();
      bucketMayBeMissing = false;
    }
  }

  private static void pause(int attempt) throws IOException {
    long millis = FIRST_PAUSE.toMillis() << (attempt - 1);
    try {
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
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
    T on(MinioAsyncClient client) throws MinioException, IOException;
  }
}
