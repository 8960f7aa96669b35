package dev.glide.chunks.storage.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Files that appear whole and outlive a power cut, and folders that disappear at once. */
final class DurableTree {
  private final Path root;
  private final Incoming incoming;
  private final Disk disk;

  DurableTree(Path root, Incoming incoming, Disk disk) {
    this.root = root;
    this.incoming = incoming;
    this.disk = disk;
  }

  /** Writes a file aside and gives it its name once all of it is on the disk. */
  void place(Path target, Content content) throws IOException {
    Path aside = incoming.next();
    try {
      try (FileChannel channel = disk.create(aside)) {
        content.writeTo(channel);
        channel.force(false);
      }
      move(aside, target);
      disk.syncFolder(parent(target));
    } catch (IOException e) {
      throw Disk.orFull(e);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Takes a folder away at once, then deletes what is in it; returns how many files that were. */
  long remove(Path folder) throws IOException {
    Path aside = incoming.next();
    try {
      rename(folder, aside);
    } catch (NoSuchFileException e) {
      return 0;
    }
    disk.syncFolder(parent(folder));
    return Disk.deleteTree(aside);
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void move(Path from, Path to) throws IOException {
    try {
      rename(from, to);
    } catch (NoSuchFileException e) {
      createFolder(parent(to));
      rename(from, to);
    }
  }

  private void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder) || folder.equals(root)) {
      return;
    }
    createFolder(parent(folder));
    Files.createDirectories(folder);
    disk.syncFolder(parent(folder));
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path below the storage's folder");
  }

  /** What goes into a file. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }
}
