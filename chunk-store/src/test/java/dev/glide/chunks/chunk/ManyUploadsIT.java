package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with little memory under many large uploads at once. */
class ManyUploadsIT {
  private static final int AT_ONCE = 64;

  private final TransferKey transfer =
      new TransferKey(TestTickets.today().plusDays(7), UUID.randomUUID());
  private final byte[] chunk = Chunks.random(BareServer.LAYOUT.maxSealedBytes(0), 1);

  @TempDir Path folder;
  private BareProcess server;

  @BeforeEach
  void start() throws IOException {
    server = new BareProcess(transfer.transfer(), folder.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesThemAllWithin128MebibytesOfHeap() throws Exception {
    // All of them stand in the middle of their bodies together before any may end.
    CountDownLatch halfway = new CountDownLatch(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> uploads = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int index = i;
        uploads.add(threads.submit(() -> upload(index, halfway)));
      }
      for (Future<Integer> upload : uploads) {
        assertThat(upload.get()).isEqualTo(201);
      }
    }
    assertThat(server.isAlive()).isTrue();
    try (RawConnection connection = server.connect()) {
      assertThat(server.get(connection, AT_ONCE - 1).read().body()).isEqualTo(chunk);
    }
  }

  @Test
  void killedInTheMiddleOfUploadsItLeavesNothingHalf() throws Exception {
    try (RawConnection whole = server.connect();
        RawConnection half = server.connect()) {
      head(whole, 0).send(chunk);
      assertThat(whole.read().status()).isEqualTo(201);
      head(half, 1).send(Arrays.copyOf(chunk, chunk.length / 2));
      org.awaitility.Awaitility.await().until(() -> incomingFiles() > 0);
      server.kill();
    }
    try (FolderChunkStorage storage = new FolderChunkStorage(folder, 0)) {
      assertThat(storage.list(transfer).stream().toArray()).containsExactly(0);
      assertThat(storage.open(transfer.chunk(1))).isEmpty();
      assertThat(incomingFiles()).isZero();
    }
  }

  private int upload(int index, CountDownLatch halfway) throws Exception {
    try (RawConnection connection = server.connect()) {
      head(connection, index).send(Arrays.copyOf(chunk, chunk.length / 2));
      halfway.countDown();
      halfway.await();
      connection.send(Arrays.copyOfRange(chunk, chunk.length / 2, chunk.length));
      return connection.read().status();
    }
  }

  private RawConnection head(RawConnection connection, int index) throws IOException {
    return server.put(connection, index, chunk);
  }

  private long incomingFiles() throws IOException {
    try (var files = java.nio.file.Files.walk(folder.resolve("incoming"))) {
      return files.filter(file -> file.toString().matches(".*/[0-9a-f-]{36}/.+")).count();
    }
  }
}
