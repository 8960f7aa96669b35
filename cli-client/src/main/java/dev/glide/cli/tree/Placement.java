package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Gives what is whole its final name, without ever replacing what it was not told to replace. */
final class Placement {
  private final Path folder;
  private final OnConflict onConflict;

  Placement(Path folder, OnConflict onConflict) {
    this.folder = folder;
    this.onConflict = onConflict;
  }

  /**
   * Checks before anything is fetched.
   *
   * @param isPlaced for the roots in their order, whether they have their final names already
   * @throws Failure {@code exists}
   */
  void require(List<Entry> entries, IntPredicate isPlaced) throws Failure {
    if (onConflict == OnConflict.RENAME) {
      return;
    }
    Set<String> occupied = new HashSet<>();
    int root = 0;
    for (Entry entry : entries) {
      Path target = folder.resolve(entry.path());
      if (entry.isRoot() && !isPlaced.test(root++) && Files.exists(target, NOFOLLOW_LINKS)) {
        if (onConflict == OnConflict.REFUSE) {
          throw exists(target);
        }
        occupied.add(entry.path());
      }
      if (!occupied.isEmpty() && occupied.contains(rootName(entry.path()))) {
        requireSameKind(entry, target);
      }
    }
  }

  private static String rootName(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  private static void requireSameKind(Entry entry, Path target) throws Failure {
    boolean isFolder = Files.isDirectory(target, NOFOLLOW_LINKS);
    if (isFolder != (entry instanceof FolderEntry) && Files.exists(target, NOFOLLOW_LINKS)) {
      throw otherKind(target);
    }
  }

  /**
   * Moves one whole root to its final name.
   *
   * @return where it is now
   * @throws Failure {@code exists} if something has come there in the meantime
   */
  Path place(Entry root, Path part) throws Failure {
    Path target = folder.resolve(root.name());
    try {
      switch (onConflict) {
        case OVERWRITE -> merge(part, target);
        case REFUSE -> {
          if (!moveToFree(root, part, target)) {
            throw exists(target);
          }
        }
        case RENAME -> {
          for (int n = 2; !moveToFree(root, part, target); n++) {
            target = folder.resolve(numbered(root, n));
          }
        }
      }
      return target;
    } catch (IOException e) {
      throw LocalFailure.unwritable(target, e);
    }
  }

  /** {@code film (2).mkv}; folders and hidden files get the number at their end. */
  static String numbered(Entry root, int n) {
    String name = root.name();
    int dot = root instanceof FileEntry ? name.lastIndexOf('.') : -1;
    return dot <= 0
        ? name + " (" + n + ")"
        : name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
  }

  /** False if the name is taken, also if that happened just now. */
  private static boolean moveToFree(Entry root, Path part, Path target) throws IOException {
    try {
      return switch (root) {
        case FileEntry _ -> moveFile(part, target);
        case FolderEntry _ -> moveFolder(part, target);
        case LinkEntry link -> {
          Links.make(target, link);
          Files.delete(part);
          yield true;
        }
      };
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** A rename would replace what is there; a second name for the same file never does. */
  private static boolean moveFile(Path part, Path target) throws IOException {
    try {
      Files.createLink(target, part);
      Files.delete(part);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isSymbolicLink(target) || !Files.isSameFile(part, target)) {
        return false;
      }
      // Cut short between the two steps above.
      Files.delete(part);
      return true;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // A file system without second names: claim the name, then replace the claim.
      Files.createFile(target);
      Files.move(part, target, ATOMIC_MOVE);
      return true;
    }
  }

  /** Unlike a file, a folder never replaces anything but an empty folder. */
  private static boolean moveFolder(Path part, Path target) throws IOException {
    if (Files.exists(target, NOFOLLOW_LINKS)) {
      return false;
    }
    Files.move(part, target);
    return true;
  }

  private static void merge(Path part, Path target) throws IOException, Failure {
    boolean isFolder = Files.isDirectory(part, NOFOLLOW_LINKS);
    if (!Files.exists(target, NOFOLLOW_LINKS)) {
      Files.move(part, target);
    } else if (isFolder != Files.isDirectory(target, NOFOLLOW_LINKS)) {
      throw otherKind(target);
    } else if (isFolder) {
      mergeFolder(part, target);
    } else {
      replace(part, target);
    }
  }

  private static void replace(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, REPLACE_EXISTING);
    }
  }

  private static void mergeFolder(Path part, Path target) throws IOException, Failure {
    Found as = Found.at(part, NOFOLLOW_LINKS);
    Permissions.set(part, Permissions.OWNER_ALL);
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(part)) {
      listing.forEach(children::add);
    }
    for (Path child : children) {
      merge(child, target.resolve(child.getFileName()));
    }
    Files.delete(part);
    Files.setLastModifiedTime(target, as.attributes().lastModifiedTime());
    Permissions.set(target, as.mode());
  }

  private static Failure exists(Path target) {
    return LocalFailure.of("exists", LocalFailure.quote(target) + " is there already")
        .hint("--overwrite replaces it, --rename keeps both, --to DIR puts it elsewhere.");
  }

  private static Failure otherKind(Path target) {
    return LocalFailure.of(
            "exists",
            "%s is there and is a folder on one side only".formatted(LocalFailure.quote(target)))
        .hint("Move it away, or use --rename or --to DIR.");
  }
}
