package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Gets what was written onto the disk. A few files one by one; many files by one flush of their
 * file system, which costs a hundredth of as many single ones.
 */
final class Durability {
  private static final int MANY = 64;

  private Durability() {}

  /** Files and folders that lie in {@code base}. */
  static void force(List<Path> files, List<Path> folders, Path base) throws IOException {
    if (files.size() + folders.size() > MANY && flushFileSystem(base)) {
      return;
    }
    try {
      for (Path file : files) {
        force(file);
      }
      for (Path folder : folders) {
        forceNames(folder);
      }
    } catch (AccessDeniedException e) {
      // There are files that even their owner may not open.
      flushFileSystem(base);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))) {
      channel.force(false);
    }
  }

  /** New names in a folder; Windows has nothing like it and needs nothing like it. */
  static void forceNames(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  static boolean flushFileSystem(Path folder) throws IOException {
    if (File.separatorChar != '/') {
      return false;
    }
    return succeeds("sync", "-f", folder.toString()) || succeeds("sync");
  }

  private static boolean succeeds(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while flushing to disk", e);
    } catch (IOException e) {
      return false;
    }
  }
}
