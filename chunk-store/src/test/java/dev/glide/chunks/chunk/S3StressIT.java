package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.fault.Fate;
import dev.glide.chunks.fault.FaultyLine;
import dev.glide.chunks.fault.RandomFates;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.s3.S3Server;
import dev.glide.chunks.storage.s3.TestS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 2,000 chunks in 64 streams to and from an S3 server each of whose connections breaks, by a server
 * that has 128 MiB.
 */
class S3StressIT {
  private static final int CHUNKS = 2_000;
  private static final int STREAMS = 64;
  private static final int TRIES = 60;
  private static final int LARGE = 4 * 1024 * 1024;
  private static final int SMALL = 64 * 1024;
  private static final int LARGE_ONE_IN = 20;

  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());
  private final RandomFates fates = new RandomFates(5, LARGE + LARGE / 2);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger cutOff = new AtomicInteger();

  @TempDir Path folder;
  private TestS3 s3;
  private FaultyLine line;
  private BareProcess server;

  @BeforeEach
  void start() throws Exception {
    s3 = TestS3.start(folder);
    S3Server settings = s3.settings();
    line = FaultyLine.to(settings.port(), fates);
    server =
        new BareProcess(
            transfer.transfer(),
            "http://127.0.0.1:" + line.port(),
            settings.user(),
            settings.secret(),
            settings.bucketName());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    line.close();
    s3.close();
  }

  @Test
  void everyByteIsRightOrThereIsAClearError() throws Exception {
    inStreams(this::putUntilItIsThere);
    inStreams(this::getUntilItIsWhole);
    assertThat(server.isAlive()).isTrue();
    assertThat(fates.refused()).isPositive();
    assertThat(fates.ends()).containsOnlyKeys(Fate.End.values());
    System.out.printf(
        "%d requests refused, %d answers cut off; of the connections to S3 %d refused, broken %s%n",
        refused.get(), cutOff.get(), fates.refused(), fates.ends());
  }

  private void putUntilItIsThere(int index) throws IOException {
    byte[] chunk = chunk(index);
    for (int i = 0; i < TRIES; i++) {
      try (RawConnection connection = server.connect()) {
        server.put(connection, index, chunk).send(chunk);
        RawConnection.Reply reply = connection.read();
        if (reply.status() == 201) {
          return;
        }
        requireClear(reply);
      }
    }
    throw new AssertionError("chunk %d was never taken".formatted(index));
  }

  private void getUntilItIsWhole(int index) throws IOException {
    byte[] chunk = chunk(index);
    for (int i = 0; i < TRIES; i++) {
      try (RawConnection connection = server.connect()) {
        RawConnection.Reply reply = server.get(connection, index).read();
        if (reply.status() != 200) {
          requireClear(reply);
        } else if (reply.body().length < chunk.length) {
          // The answer promised more: whoever reads it knows that it is not whole.
          assertThat(reply.headers()).containsEntry("content-length", "" + chunk.length);
          assertThat(connection.isClosedByServer()).isTrue();
          cutOff.incrementAndGet();
        } else {
          assertThat(reply.body()).isEqualTo(chunk);
          return;
        }
      }
    }
    throw new AssertionError("chunk %d was never given back".formatted(index));
  }

  private void requireClear(RawConnection.Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("retry-after");
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("storage-away");
    refused.incrementAndGet();
  }

  private static byte[] chunk(int index) {
    return Chunks.random(index % LARGE_ONE_IN == 0 ? LARGE : SMALL, index);
  }

  private static void inStreams(ForIndex work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> streams = new ArrayList<>();
      AtomicInteger next = new AtomicInteger();
      for (int i = 0; i < STREAMS; i++) {
        streams.add(
            threads.submit(() -> {
              for (int at = next.getAndIncrement(); at < CHUNKS; at = next.getAndIncrement()) {
                work.run(at);
              }
              return true;
            }));
      }
      for (Future<?> stream : streams) {
        stream.get();
      }
    }
  }

  /** What is done with each chunk. */
  private interface ForIndex {
    void run(int index) throws IOException;
  }
}
