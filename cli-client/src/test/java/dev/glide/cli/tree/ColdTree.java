package dev.glide.cli.tree;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Prints how long a fresh process takes to scan a folder, to read its chunks and to write them:
 * {@code java -XX:+UseSerialGC -Xmx128m -cp … dev.glide.cli.tree.ColdTree FROM TO [threads]}. Not a
 * test: a figure says something only on a quiet machine.
 */
final class ColdTree {
  private static final int CHUNK = 4 << 20;
  private static long last = System.nanoTime();

  private ColdTree() {}

  public static void main(String[] args) throws Exception {
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    ScannedTree tree =
        TreeScan.scan(List.of(Path.of(args[0])), new ScanOptions("", "", CHUNK, _ -> {}));
    lap("scan");
    byte[] encoded = tree.manifest().encode();
    lap("encode " + encoded.length);
    Manifest manifest = Manifest.decode(encoded);
    lap("decode");
    TreeReader reader = new TreeReader(tree);
    byte[][] chunks = new byte[reader.layout().chunkCount()][];
    int[] lengths = new int[chunks.length];
    parallel(
        threads,
        chunks.length,
        i -> {
          chunks[i] = new byte[CHUNK];
          lengths[i] = reader.read(i, chunks[i]);
        });
    lap("read");
    reader.verifyUnchanged();
    lap("verify");
    TreeWriter writer =
        TreeWriter.open(UUID.randomUUID(), manifest, Path.of(args[1]), OnConflict.REFUSE);
    lap("open");
    parallel(threads, chunks.length, i -> writer.write(i, chunks[i], lengths[i]));
    lap("write");
    writer.finish();
    writer.close();
    lap("finish");
  }

  private interface Step {
    void run(int chunk) throws Exception;
  }

  private static void parallel(int threads, int count, Step step) throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int worker = 0; worker < threads; worker++) {
      int first = worker;
      workers.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int i = first; i < count; i += threads) {
                    step.run(i);
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private static void lap(String name) {
    long now = System.nanoTime();
    System.out.printf("%s %d ms; ", name, (now - last) / 1_000_000);
    last = now;
  }
}
