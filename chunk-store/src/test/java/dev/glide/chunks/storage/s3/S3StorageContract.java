package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorageContract;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** What must hold with every S3 server besides. */
abstract class S3StorageContract extends ChunkStorageContract {
  private static final int PUTS_AT_ONCE = 16;

  protected abstract S3Server server();

  /** How many objects the server is given to delete at once: fewer where it is slow. */
  protected abstract int many();

  @Override
  protected final void damage(ChunkKey key, byte[] other) throws Exception {
    String crc32c;
    try (StoredChunk chunk = storage().open(key).orElseThrow()) {
      crc32c = chunk.crc32c().toString();
    }
    server().damage(key, other, crc32c);
  }

  @Test
  void listsAndDeletesMoreThanOneAnswerHolds() throws Exception {
    TransferKey other = new TransferKey(DAY, UUID.randomUUID());
    put(other.chunk(0), Chunks.random(10, 1));
    putMany(transfer, many());
    assertThat(storage().list(transfer).cardinality()).isEqualTo(many());
    assertThat(storage().list(transfer).length()).isEqualTo(many());
    AtomicInteger requests = new AtomicInteger();
    try (S3ChunkStorage counted = counting(requests)) {
      counted.delete(transfer);
    }
    assertThat(storage().list(transfer).isEmpty()).isTrue();
    assertThat(storage().list(other).cardinality()).isEqualTo(1);
    // A list and a removal a thousand, and what is owed.
    assertThat(requests.get()).isLessThanOrEqualTo(2 * (many() / S3Bucket.PAGE + 1) + 2);
  }

  @Test
  void tellsWhatIsOwedByOneList() throws Exception {
    S3Server own = server().bucket("glide-owed-" + UUID.randomUUID());
    AtomicInteger requests = new AtomicInteger();
    try (S3ChunkStorage counted = counting(own, requests)) {
      assertThat(counted.owed(64)).isEmpty();
      int first = requests.getAndSet(0);
      assertThat(counted.owed(64)).isEmpty();
      assertThat(requests.getAndSet(0)).isEqualTo(1).isLessThanOrEqualTo(first);
      for (int i = 0; i < 80; i++) {
        counted.owe(
            new Announcement(
                UUID.randomUUID(), Instant.now(), new TransferKey(DAY, UUID.randomUUID()), 1));
      }
      for (int limit : new int[] {64, 80, 1_000}) {
        requests.set(0);
        assertThat(counted.owed(limit)).hasSize(Math.min(limit, 80));
        assertThat(requests.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void sweepersAtOnceLeaveOtherDaysAlone() throws Exception {
    TransferKey expired = new TransferKey(DAY.minusYears(3), UUID.randomUUID());
    TransferKey owedOnly = new TransferKey(DAY.minusYears(3), UUID.randomUUID());
    putMany(expired, 300);
    storage().owe(announcement(owedOnly));
    try (S3ChunkStorage one = S3ChunkStorage.open(server());
        S3ChunkStorage other = S3ChunkStorage.open(server());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (S3ChunkStorage each : List.of(one, other)) {
        work.add(
            threads.submit(() -> {
              each.deleteDay(expired.expiryDay());
              return true;
            }));
      }
      work.add(
          threads.submit(() -> {
            putMany(transfer, 200);
            storage().owe(announcement(transfer));
            return true;
          }));
      for (Future<?> each : work) {
        each.get();
      }
    }
    assertThat(storage().days()).doesNotContain(expired.expiryDay());
    assertThat(storage().list(expired).isEmpty()).isTrue();
    assertThat(storage().list(transfer).cardinality()).isEqualTo(200);
    assertThat(storage().owed(1_000))
        .extracting(Announcement::transfer)
        .contains(transfer)
        .doesNotContain(owedOnly);
  }

  @Test
  void severalMakeOneBucketAtOnce() throws Exception {
    S3Server fresh = server().bucket("glide-fresh-" + UUID.randomUUID());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ChunkKey key = transfer.chunk(i);
        puts.add(
            threads.submit(() -> {
              try (S3ChunkStorage each = S3ChunkStorage.open(fresh)) {
                byte[] content = Chunks.random(100, key.index());
                each.put(key, content.length, Chunks.crc32c(content), Chunks.body(content, 100));
              }
              return true;
            }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    try (S3ChunkStorage opened = S3ChunkStorage.open(fresh)) {
      assertThat(opened.list(transfer).cardinality()).isEqualTo(8);
      opened.check();
    }
  }

  /** A server that knows no such rules, or lets us set none, is used without. */
  @Test
  void goesOnWhetherOrNotTheServerTakesARule() throws IOException {
    S3Server own = server().bucket("glide-rule-" + UUID.randomUUID()).withRule();
    try (S3ChunkStorage ruled = S3ChunkStorage.open(own)) {
      ruled.sweepLeftovers();
      ruled.sweepLeftovers();
      assertThat(ruled.list(transfer).isEmpty()).isTrue();
    }
  }

  private S3ChunkStorage counting(AtomicInteger requests) {
    return counting(server(), requests);
  }

  private static S3ChunkStorage counting(S3Server server, AtomicInteger requests) {
    OkHttpClient http =
        S3Connections.open(server)
            .newBuilder()
            .addInterceptor(chain -> {
              requests.incrementAndGet();
              return chain.proceed(chain.request());
            })
            .build();
    return S3ChunkStorage.over(server, http);
  }

  private void putMany(TransferKey key, int count) throws Exception {
    Semaphore atOnce = new Semaphore(PUTS_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        atOnce.acquire();
        puts.add(
            threads.submit(() -> {
              try {
                put(key.chunk(index), Chunks.random(10, index));
              } finally {
                atOnce.release();
              }
              return true;
            }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
  }

  private static Announcement announcement(TransferKey transfer) {
    return new Announcement(UUID.randomUUID(), Instant.parse("2031-05-10T10:00:00Z"), transfer, 7);
  }
}
