package dev.glide.cli.identity;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps other processes, and other threads of this one, off what a lock file stands for. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says at once that somebody else has it. */
  public static Optional<FolderLock> attempt(Path file) throws Failure {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new FolderLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      return Optional.empty();
    } catch (IOException e) {
      closeQuietly(channel);
      throw PrivateFiles.unwritable(file, e);
    }
    closeQuietly(channel);
    return Optional.empty();
  }

  private static FileChannel open(Path file) throws Failure {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFiles.makeFolder(folder);
    }
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written through it.
      return;
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
