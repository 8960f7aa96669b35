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
import org.jspecify.annotations.Nullable;

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
   * @param earlier what an earlier try has come to; what that has placed is no conflict
   * @throws Failure {@code exists}
   */
  void require(List<Entry> entries, @Nullable PartState earlier) throws Failure {
    if (onConflict == OnConflict.RENAME) {
      return;
    }
    Set<String> occupied = new HashSet<>();
    int root = 0;
    for (Entry entry : entries) {
      Path target = folder.resolve(entry.path());
      if (entry.isRoot()
          && !isPlaced(entry, root++, earlier)
          && Files.exists(target, NOFOLLOW_LINKS)) {
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

  private boolean isPlaced(Entry entry, int root, @Nullable PartState earlier) throws Failure {
    if (earlier == null) {
      return false;
    }
    Path part = folder.resolve(earlier.partNames().get(root));
    Path target = folder.resolve(entry.name());
    try {
      return switch (earlier.phase(root)) {
        case RECEIVING -> false;
        case PLACING -> !Files.exists(part, NOFOLLOW_LINKS) || isHalfMoved(entry, part, target);
        case PLACED -> true;
      };
    } catch (IOException e) {
      throw LocalFailure.unwritable(target, e);
    }
  }

  /** Whether what stands at the place of a root is what {@link #moveToFree} leaves when cut. */
  private static boolean isHalfMoved(Entry root, Path part, Path target) throws IOException {
    return switch (root) {
      case FileEntry _ -> isSameFile(part, target) || isClaim(target);
      case FolderEntry _ -> false;
      case LinkEntry _ ->
          Files.isSymbolicLink(target)
              && Files.readSymbolicLink(target).equals(Files.readSymbolicLink(part));
    };
  }

  private static boolean isSameFile(Path part, Path target) throws IOException {
    return !Files.isSymbolicLink(target)
        && Files.exists(target, NOFOLLOW_LINKS)
        && Files.isSameFile(part, target);
  }

  private static boolean isClaim(Path target) throws IOException {
    return Files.isRegularFile(target, NOFOLLOW_LINKS) && Files.size(target) == 0;
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
   * @param again whether an earlier try may have been cut in the middle of this
   * @return where it is now
   * @throws Failure {@code exists} if something has come there in the meantime
   */
  Path place(Entry root, Path part, boolean again) throws Failure {
    Path target = folder.resolve(root.name());
    try {
      switch (onConflict) {
        case OVERWRITE -> merge(part, target);
        case REFUSE -> {
          if (!moveToFree(root, part, target)) {
            if (!again || !isHalfMoved(root, part, target)) {
              throw exists(target);
            }
            replace(part, target);
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
      if (!isSameFile(part, target)) {
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
