package dev.glide.cli.seal;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Prints how fast a fresh process seals and opens: {@code java -XX:+UseSerialGC -Xmx64m -cp …
 * dev.glide.cli.seal.ColdSealing seal|open [MiB] [threads] [nowarm]}. Not a test: a figure says
 * something only on a quiet machine.
 */
final class ColdSealing {
  private static final int CHUNK = ChunkLayout.DEFAULT_CHUNK_BYTES;

  private ColdSealing() {}

  public static void main(String[] args) throws Exception {
    long begin = System.nanoTime();
    boolean opening = args[0].equals("open");
    int chunks = (args.length > 1 ? Integer.parseInt(args[1]) : 1024) / 4;
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    if (args.length < 4) {
      CipherWarmUp.start();
    }
    SealingKeys keys = SealingKeys.of(TransferKey.random(), UUID.randomUUID());
    byte[] content = new byte[CHUNK];
    new Random(1).nextBytes(content);
    List<Thread> workers = new ArrayList<>();
    for (int worker = 0; worker < threads; worker++) {
      workers.add(Thread.ofPlatform().start(() -> work(keys, content, opening, chunks / threads)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    long bytes = (long) chunks * CHUNK;
    System.out.printf(
        "%s %d MiB: %d ms, %d MB/s%n", args[0], bytes >> 20, millis, bytes / 1000 / millis);
  }

  private static void work(SealingKeys keys, byte[] content, boolean opening, int chunks) {
    byte[] sealed = new byte[ChunkLayout.sealedBytes(CHUNK)];
    byte[] opened = new byte[CHUNK];
    Body body = new Body.Chunk(0, false);
    try (BodySealer sealer = new BodySealer(keys);
        BodyOpener opener = new BodyOpener(keys)) {
      int length = opening ? sealer.seal(body, content, CHUNK, sealed) : 0;
      for (int i = 0; i < chunks; i++) {
        if (opening) {
          opener.open(body, sealed, length, opened);
        } else {
          sealer.seal(body, content, CHUNK, sealed);
        }
      }
    } catch (NotAuthentic e) {
      throw new IllegalStateException(e);
    }
  }
}
