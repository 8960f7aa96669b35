package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Trees to send, and whether they have arrived. */
final class Trees {
  static final int CHUNK = 64 * 1024;
  static final UUID TRANSFER = new UUID(7, 8);
  static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);

  private Trees() {}

  static ScannedTree scan(Path... arguments) throws Failure {
    return TreeScan.scan(List.of(arguments), new ScanOptions("glide test", "", CHUNK, _ -> {}));
  }

  static Path file(Path path, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(path.getFileName().hashCode()).nextBytes(content);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    Files.setLastModifiedTime(path, FileTime.from(TIME.plusSeconds(size)));
    return path;
  }

  /** All sorts of entries around the edges of chunks. */
  static Path mixed(Path root) throws IOException {
    file(root.resolve("empty"), 0);
    file(root.resolve("one byte"), 1);
    file(root.resolve("a chunk"), CHUNK);
    file(root.resolve("a chunk and a byte"), CHUNK + 1);
    file(root.resolve("deep/er/three chunks"), 3 * CHUNK - 5);
    file(root.resolve("名前 é \uD83D\uDE80"), 300);
    for (int i = 0; i < 40; i++) {
      file(root.resolve("many/file" + i), 1000 + 113 * i);
    }
    Files.createDirectories(root.resolve("nothing in it"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("deep/er"));
    Files.createSymbolicLink(root.resolve("outside"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("../nowhere"));
    Permissions.set(root.resolve("one byte"), 0400);
    Permissions.set(root.resolve("a chunk and a byte"), 0755);
    Permissions.set(root.resolve("many/file3"), 0666);
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> folders =
          new ArrayList<>(all.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)).toList());
      Collections.reverse(folders);
      for (Path folder : folders) {
        Files.setLastModifiedTime(folder, FileTime.from(TIME.minusSeconds(folder.getNameCount())));
      }
    }
    Permissions.set(root.resolve("deep/er"), 0500);
    return root;
  }

  /** Sends all chunks of {@code tree} that {@code writer} has not got, the last one first. */
  static void copy(ScannedTree tree, TreeWriter writer) throws Failure {
    TreeReader reader = new TreeReader(tree);
    byte[] chunk = new byte[CHUNK];
    for (int i = reader.layout().chunkCount() - 1; i >= 0; i--) {
      if (!writer.written().get(i)) {
        writer.write(i, chunk, reader.read(i, chunk));
      }
    }
  }

  static List<Path> receive(ScannedTree tree, Path folder, OnConflict onConflict) throws Failure {
    try (TreeWriter writer = TreeWriter.open(TRANSFER, tree.manifest(), folder, onConflict)) {
      copy(tree, writer);
      List<Path> placed = Trees.finish(writer);
      writer.forget();
      return placed;
    }
  }

  /** What a receiver does once all chunks are here. */
  static List<Path> finish(TreeWriter writer) throws Failure {
    List<Path> placed = writer.finish();
    writer.forget();
    return placed;
  }

  /** Kind, mode, time, target or bytes of everything below a folder, one line each. */
  static List<String> describe(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted().toList()) {
        Found found = Found.at(path, NOFOLLOW_LINKS);
        String what =
            found.attributes().isSymbolicLink()
                ? "-> " + Files.readSymbolicLink(path)
                : found.attributes().isDirectory()
                    ? "folder"
                    : "bytes " + Arrays.hashCode(Files.readAllBytes(path));
        lines.add(
            "%s %o %s %s".formatted(root.relativize(path), found.mode(), found.modifiedAt(), what));
      }
    }
    return lines;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
