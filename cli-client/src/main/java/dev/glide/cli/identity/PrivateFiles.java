package dev.glide.cli.identity;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that only their owner may read: 0600 in folders of 0700, replaced as a whole or not at all.
 * Where a file system has no such permissions, its own protection of the home folder has to do.
 */
public final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private PrivateFiles() {}

  /** Makes a folder and those above it; only what it makes itself is private. */
  public static void makeFolder(Path folder) throws Failure {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, attributes(OWNER_FOLDER));
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Reads a text.
   *
   * @return empty if there is no such file
   */
  public static Optional<String> read(Path file) throws Failure {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "unreadable", "can't read " + file).because(e);
    }
  }

  /**
   * Reads a secret.
   *
   * @throws Failure (local file) if others may read it too
   */
  public static Optional<String> readSecret(Path file) throws Failure {
    requireOwnerOnly(file);
    return read(file);
  }

  private static void requireOwnerOnly(Path file) throws Failure {
    if (!POSIX) {
      return;
    }
    try {
      Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(found)) {
        throw new Failure(
                ExitCode.LOCAL_FILE,
                "key-file-open",
                "others may read %s (%s): its keys may be known to them"
                    .formatted(file, PosixFilePermissions.toString(found)))
            .hint("chmod 600 '" + file + "', if you are sure that nobody has read it");
      }
    } catch (NoSuchFileException e) {
      // Nothing to protect; reading it says so.
      return;
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "unreadable", "can't read " + file).because(e);
    }
  }

  /** Writes a text: after this, or after a crash in the middle, it is there as a whole or not. */
  public static void write(Path file, String text) throws Failure {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes in the same way. */
  public static void write(Path file, byte[] bytes) throws Failure {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new Failure(ExitCode.LOCAL_FILE, "unwritable", "can't write " + file);
    }
    makeFolder(folder);
    Path fresh =
        folder.resolve(
            file.getFileName() + "." + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    try {
      writeForced(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(fresh);
      throw unwritable(file, e);
    }
  }

  private static void writeForced(Path fresh, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(OWNER_ONLY))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /** Deletes a file that may be there. */
  public static void delete(Path file) throws Failure {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure that brought us here is the one to tell.
      return;
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  static Failure unwritable(Path file, IOException e) {
    return new Failure(ExitCode.LOCAL_FILE, "unwritable", "can't write " + file + ": " + why(e))
        .because(e);
  }

  private static String why(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }
}
