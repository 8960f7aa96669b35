package dev.glide.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SplittableRandom;

/** A folder of its own for one run, removed at the end, with the files that are moved about. */
public record Workspace(Path root) implements AutoCloseable {
  private static final int BLOCK = 1 << 20;

  public static Workspace in(Path parent) {
    try {
      return new Workspace(Files.createTempDirectory(parent, "glide-bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path log(String name) {
    return folder("logs").resolve(name + ".log");
  }

  /** A file of random bytes, which nothing can compress. */
  public Path randomFile(String name, long bytes) {
    Path file = root.resolve(name);
    SplittableRandom random = new SplittableRandom(bytes);
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(block.length, left));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** A folder of many small files of random bytes, a hundred to a subfolder. */
  public Path smallFiles(String name, int count, int bytesEach) {
    Path top = folder(name);
    SplittableRandom random = new SplittableRandom(count);
    byte[] content = new byte[bytesEach];
    try {
      for (int i = 0; i < count; i++) {
        Path sub = top.resolve("d" + i / 100);
        Files.createDirectories(sub);
        random.nextBytes(content);
        Files.write(sub.resolve("f" + i), content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return top;
  }

  public static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path folder, java.io.@org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}
