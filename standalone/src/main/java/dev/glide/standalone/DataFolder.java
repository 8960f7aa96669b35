package dev.glide.standalone;

import dev.glide.standalone.ServerFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a server keeps everything. It belongs to one process at a time, from {@link
 * #open} to {@link #close} or to the end of the process, however that comes.
 */
final class DataFolder implements AutoCloseable {
  /** Behind the text that names the owner: where locks forbid reading, it can still be read. */
  private static final long LOCKED_BYTE = 1L << 30;

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is not there yet, open to its owner only, and takes it.
   *
   * @throws ServerFailure if another server has it, or it can't be written to
   */
  static DataFolder open(Path place) throws ServerFailure {
    Path folder = place.toAbsolutePath().normalize();
    Path lockFile = folder.resolve("lock");
    try {
      makePrivate(folder);
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw inUse(folder, lockFile);
      }
      writeOwner(channel);
      return new DataFolder(folder, lock);
    } catch (IOException e) {
      throw new ServerFailure(
          Kind.LOCAL_FILE,
          "can't keep data in " + folder + ": " + e.getMessage(),
          "give a folder that you may write to: --data DIR",
          e);
    }
  }

  /** Where a server keeps its data when nobody says: by {@code GLIDE_HOME}, or the platform. */
  static Path defaultPlace(Map<String, String> environment, String osName, Path home) {
    String own = environment.getOrDefault("GLIDE_HOME", "");
    if (!own.isBlank()) {
      return Path.of(own, "server");
    }
    if (osName.startsWith("Windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return (local.isBlank() ? home.resolve("AppData/Local") : Path.of(local))
          .resolve("Glide/server");
    }
    if (osName.startsWith("Mac")) {
      return home.resolve("Library/Application Support/Glide/server");
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local/share");
    return base.resolve("glide/server");
  }

  Path path() {
    return folder;
  }

  Path chunks() {
    return folder.resolve("chunks");
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }

  /** What was there before keeps the rights its owner gave it. */
  private static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    byte[] owner = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner), 0);
  }

  private static ServerFailure inUse(Path folder, Path lockFile) throws IOException {
    String owner = Files.readString(lockFile, StandardCharsets.US_ASCII).strip();
    String who = owner.isEmpty() ? "" : " (process " + owner + ")";
    return new ServerFailure(
        Kind.LOCAL_FILE,
        "another server" + who + " is running on " + folder,
        "stop it first, or give this one a folder of its own: --data DIR");
  }
}
