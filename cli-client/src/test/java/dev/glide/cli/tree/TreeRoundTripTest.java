package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRoundTripTest {
  @TempDir Path temp;
  private Path source;
  private Path target;

  @BeforeEach
  void makeFolders() throws IOException {
    source = Trees.mixed(temp.resolve("from/album"));
    target = Files.createDirectory(temp.resolve("to"));
  }

  @Test
  void arrivesWithNamesBytesModesTimesAndLinks() throws Exception {
    ScannedTree tree = Trees.scan(source);
    List<Path> placed = Trees.receive(tree, target, OnConflict.REFUSE);
    assertThat(placed).containsExactly(target.toRealPath().resolve("album"));
    assertThat(Trees.describe(placed.getFirst())).isEqualTo(Trees.describe(source));
    assertThat(Trees.names(target)).containsExactly("album");
  }

  @Test
  void arrivesFromTheManifestAsTheReceiverReadsIt() throws Exception {
    ScannedTree tree = Trees.scan(source);
    Manifest manifest = Manifest.decode(tree.manifest().encode());
    assertThat(manifest).isEqualTo(tree.manifest());
    Trees.receive(new ScannedTree(manifest, tree.paths()), target, OnConflict.REFUSE);
    assertThat(Trees.describe(target.resolve("album"))).isEqualTo(Trees.describe(source));
  }

  @Test
  void manyRootsArriveSideBySide() throws Exception {
    Path one = Trees.file(temp.resolve("x/one"), 70_000);
    Path two = Trees.file(temp.resolve("y/two.txt"), 0);
    ScannedTree tree = Trees.scan(one, source, two);
    Trees.receive(tree, target, OnConflict.REFUSE);
    assertThat(Trees.names(target)).containsExactly("album", "one", "two.txt");
    assertThat(target.resolve("one")).hasSameBinaryContentAs(one);
  }

  @Test
  void takesChunksFromManyThreadsAtOnce() throws Exception {
    ScannedTree tree = Trees.scan(source);
    TreeReader reader = new TreeReader(tree);
    try (TreeWriter writer =
            TreeWriter.open(Trees.TRANSFER, tree.manifest(), target, OnConflict.REFUSE);
        ExecutorService workers = Executors.newFixedThreadPool(8)) {
      // Each chunk twice: the same chunk may come from two places.
      List<Callable<Void>> writes =
          IntStream.range(0, 2 * reader.layout().chunkCount())
              .<Callable<Void>>mapToObj(i -> () -> write(reader, writer, i / 2))
              .toList();
      for (Future<Void> done : workers.invokeAll(writes)) {
        done.get();
      }
      assertThat(writer.isComplete()).isTrue();
      Trees.finish(writer);
    }
    assertThat(Trees.describe(target.resolve("album"))).isEqualTo(Trees.describe(source));
  }

  private static Void write(TreeReader reader, TreeWriter writer, int chunk) throws Failure {
    byte[] content = new byte[Trees.CHUNK];
    writer.write(chunk, content, reader.read(chunk, content));
    return null;
  }
}
