package dev.glide.chunks.storage.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One process's own place for files that are not whole yet or being deleted.
 *
 * <p>A place is a folder {@code <owner>} and beside it {@code <owner>.lock}, which its process
 * keeps locked. A lock dies with its process, so a place whose lock can be had is a leftover, at
 * once and whatever the clock says, also where several processes share the storage's folder.
 */
final class Incoming implements AutoCloseable {
  private static final String LOCK_SUFFIX = ".lock";

  private final Path root;
  private final Path own;
  private final FileChannel lockFile;
  private final AtomicLong names = new AtomicLong();

  private Incoming(Path root, Path own, FileChannel lockFile) {
    this.root = root;
    this.own = own;
    this.lockFile = lockFile;
  }

  static Incoming claim(Path root) throws IOException {
    Files.createDirectories(root);
    while (true) {
      Path own = root.resolve(UUID.randomUUID().toString());
      Path lock = lockOf(own);
      FileChannel channel = lock(lock);
      // A sweep between making and locking the file takes it away: then this lock guards nothing.
      if (channel != null && Files.exists(lock)) {
        Files.createDirectory(own);
        return new Incoming(root, own, channel);
      }
      if (channel != null) {
        channel.close();
      }
    }
  }

  /** A path that nobody uses yet. */
  Path next() {
    return own.resolve(Long.toString(names.incrementAndGet()));
  }

  /** Removes what processes that are gone have left. */
  void sweep() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(LOCK_SUFFIX)) {
          sweep(root.resolve(name.substring(0, name.length() - LOCK_SUFFIX.length())));
        } else if (!Files.exists(lockOf(entry))) {
          Disk.deleteTree(entry);
        }
      }
    }
  }

  private void sweep(Path place) throws IOException {
    if (place.equals(own)) {
      return;
    }
    try (FileChannel lock = lock(lockOf(place))) {
      if (lock != null) {
        Disk.deleteTree(place);
        Files.deleteIfExists(lockOf(place));
      }
    } catch (NoSuchFileException e) {
      // Another process swept it just now.
    }
  }

  /** The locked file, or {@code null} if another holds it. */
  private static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    }
    channel.close();
    return null;
  }

  private static Path lockOf(Path place) {
    return place.resolveSibling(place.getFileName() + LOCK_SUFFIX);
  }

  @Override
  public void close() throws IOException {
    Disk.deleteTree(own);
    Files.deleteIfExists(lockOf(own));
    lockFile.close();
  }
}
