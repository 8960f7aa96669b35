package dev.glide.benchmarks;

import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.CipherWarmUp;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The work that {@link SealAndOpen} times, in a process of its own. {@code seal|open cold}: moves
 * {@link #COLD_BYTES} and ends. {@code seal|open warm}: works for five seconds, then prints the
 * seconds that one more gigabyte takes.
 */
final class SealLoad {
  static final long COLD_BYTES = 1L << 30;
  private static final int THREADS = 2;
  private static final int CHUNK = ChunkLayout.DEFAULT_CHUNK_BYTES;
  private static final long WARM_NANOS = 5_000_000_000L;
  private static final double GIGABYTE = 1e9;

  private SealLoad() {}

  public static void main(String[] arguments) throws Exception {
    CipherWarmUp.start();
    boolean seal = arguments[0].equals("seal");
    if (arguments[1].equals("cold")) {
      move(seal, COLD_BYTES);
      return;
    }
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < WARM_NANOS) {
      move(seal, COLD_BYTES);
    }
    long counted = System.nanoTime();
    move(seal, COLD_BYTES);
    System.out.println((System.nanoTime() - counted) / 1e9 * GIGABYTE / COLD_BYTES);
  }

  private static void move(boolean seal, long bytes)
      throws InterruptedException, ExecutionException {
    int chunksEach = (int) (bytes / CHUNK / THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            threads.submit(() -> {
              work(seal, chunksEach);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private static void work(boolean seal, int chunks) throws NotAuthentic {
    SealingKeys keys = SealingKeys.of(TransferKey.random(), UUID.randomUUID());
    byte[] content = new byte[CHUNK];
    byte[] sealed = new byte[ChunkLayout.sealedBytes(CHUNK)];
    new SplittableRandom(1).nextBytes(content);
    Body body = new Body.Chunk(0, false);
    try (BodySealer sealer = new BodySealer(keys);
        BodyOpener opener = new BodyOpener(keys)) {
      int length = sealer.seal(body, content, CHUNK, sealed);
      for (int i = 0; i < chunks; i++) {
        if (seal) {
          length = sealer.seal(body, content, CHUNK, sealed);
        } else {
          opener.open(body, sealed, length, content);
        }
      }
    }
  }
}
