package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** POSIX permission bits as numbers; on other systems they are neither read nor set. */
final class Permissions {
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  static final int OWNER_ALL = 0700;
  static final int OWNER_READ_WRITE = 0600;

  private static final FileAttribute<?>[] NONE = {};

  private static final List<PosixFilePermission> FROM_HIGHEST =
      List.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** Bits that a new file does not get even if asked for; all of them if nobody knows. */
  private static final int UMASK = umask();

  private Permissions() {}

  static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : FROM_HIGHEST) {
      mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return mode;
  }

  /** To make a file with this mode, as far as {@link #survives} says. */
  static FileAttribute<?>[] attribute(int mode) {
    return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(of(mode))} : NONE;
  }

  /** Whether a file that was made with this mode has it, too. */
  static boolean survives(int mode) {
    return !POSIX || (mode & UMASK) == 0;
  }

  static void set(Path path, int mode) throws IOException {
    if (POSIX) {
      Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setPermissions(of(mode));
    }
  }

  private static Set<PosixFilePermission> of(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    for (PosixFilePermission permission : FROM_HIGHEST) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return permissions;
  }

  private static int umask() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Umask:")) {
          return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return EntryLimits.MAX_MODE;
    }
    return EntryLimits.MAX_MODE;
  }
}
