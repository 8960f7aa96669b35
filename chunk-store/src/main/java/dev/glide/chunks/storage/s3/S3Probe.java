package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.shared.error.GlideException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the bucket can be reached now: one small request, once, of two seconds at most; who
 * asks again within two seconds is told the same.
 */
final class S3Probe {
  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final ChunkStoreConfig.S3 config;
  private final BucketCreation bucket;
  private final ReentrantLock lock = new ReentrantLock();
  private long askedAt = System.nanoTime() - FRESH.toNanos();
  private @Nullable String problem;

  S3Probe(ChunkStoreConfig.S3 config, OkHttpClient http) {
    this.config = config;
    OkHttpClient hasty = http.newBuilder().callTimeout(AT_MOST).build();
    this.bucket = new BucketCreation(config, hasty, S3Client.sdk(config, hasty));
  }

  /**
   * Asks.
   *
   * @throws IOException if it can't be used, with the reason
   */
  void check() throws IOException {
    lock.lock();
    try {
      if (System.nanoTime() - askedAt >= FRESH.toNanos()) {
        problem = ask();
        askedAt = System.nanoTime();
      }
      if (problem != null) {
        throw new IOException(problem);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable String ask() {
    try {
      if (config.createBucket()) {
        bucket.ensure();
        return null;
      }
      return bucket.isThere()
          ? null
          : "the chunk store's bucket %s is not there".formatted(config.bucket());
    } catch (MinioException | IOException | GlideException | IllegalStateException e) {
      return "the chunk store's S3 server can't be used: " + Trouble.of(e).reason();
    }
  }
}
