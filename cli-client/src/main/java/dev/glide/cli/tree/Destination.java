package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folder that a transfer is received into, and what an earlier try has left there. */
final class Destination {
  private Destination() {}

  static void check(UUID transfer, Manifest manifest, Path folder, OnConflict onConflict)
      throws Failure {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw LocalFailure.of("not-a-folder", LocalFailure.quote(folder) + " is not a folder");
    }
    LocalNames.require(transfer, manifest, folder);
    Placement placement = new Placement(folder, onConflict);
    try (PartState state = earlier(transfer, manifest, folder).orElse(null)) {
      placement.require(manifest.entries(), state);
    } catch (IOException e) {
      throw stateFailure(folder, e);
    }
  }

  /** The folder, made if it is not there, without links on the way to it. */
  static Path make(Path folder) throws Failure {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      return folder.toRealPath();
    } catch (IOException e) {
      throw LocalFailure.of("not-a-folder", "can't receive into " + LocalFailure.quote(folder))
          .because(e);
    }
  }

  /** The state of an earlier try if it is of use, or else a new one. */
  static PartState openState(UUID transfer, Manifest manifest, Path folder) throws Failure {
    try {
      Optional<PartState> earlier = earlier(transfer, manifest, folder);
      if (earlier.isPresent()) {
        if (isUsable(earlier.get(), manifest, folder)) {
          return earlier.get();
        }
        for (String part : earlier.get().partNames()) {
          deleteTree(folder.resolve(part));
        }
        earlier.get().close();
      }
      Files.deleteIfExists(stateFile(folder, transfer));
      return PartState.create(
          stateFile(folder, transfer),
          transfer,
          manifest,
          PartNames.choose(folder, transfer, manifest.rootNames()));
    } catch (IOException e) {
      throw stateFailure(folder, e);
    }
  }

  /** Releases it; if nothing has been written yet, nothing of it stays. */
  static void abandon(UUID transfer, Path folder, PartState state) throws Failure {
    try {
      if (state.isReceiving() && state.written().isEmpty()) {
        discard(transfer, folder, state);
      }
    } finally {
      release(state);
    }
  }

  static void discard(UUID transfer, Path folder, PartState state) throws Failure {
    try {
      for (String part : state.partNames()) {
        deleteTree(folder.resolve(part));
      }
      Files.deleteIfExists(stateFile(folder, transfer));
    } catch (IOException e) {
      throw LocalFailure.unwritable(folder, e);
    }
  }

  static void release(PartState state) {
    try {
      state.close();
    } catch (IOException e) {
      // Nothing is buffered: closing only unlocks, and the end of the process does that as well.
      return;
    }
  }

  static Path stateFile(Path folder, UUID transfer) {
    return folder.resolve(PartNames.state(transfer));
  }

  /** Deletes a file, a link, or a folder with all that is in it; nothing is fine, too. */
  static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path, NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Permissions.set(folder, Permissions.OWNER_ALL);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Optional<PartState> earlier(UUID transfer, Manifest manifest, Path folder)
      throws IOException {
    Optional<PartState> state = PartState.resume(stateFile(folder, transfer), transfer, manifest);
    return state.filter(each -> each.partNames().size() == manifest.rootNames().size());
  }

  /** False if somebody has removed parts that hold chunks. */
  private static boolean isUsable(PartState state, Manifest manifest, Path folder) {
    if (!state.isReceiving() || state.written().isEmpty()) {
      return true;
    }
    List<String> roots = manifest.rootNames();
    for (int i = 0; i < roots.size(); i++) {
      Path part = folder.resolve(state.partNames().get(i));
      if (!Files.exists(part, NOFOLLOW_LINKS) && holdsChunks(state, manifest, roots.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsChunks(PartState state, Manifest manifest, String root) {
    if (manifest.stream()) {
      return true;
    }
    long at = 0;
    for (Entry entry : manifest.entries()) {
      if (entry.path().equals(root) && entry instanceof FolderEntry) {
        return true;
      }
      if (entry instanceof FileEntry file) {
        int first = (int) (at / manifest.chunkBytes());
        at += file.size();
        int end = (int) ((at + manifest.chunkBytes() - 1) / manifest.chunkBytes());
        if (entry.path().equals(root)) {
          int written = state.written().nextSetBit(first);
          return file.size() > 0 && written >= 0 && written < end;
        }
      }
    }
    return false;
  }

  private static Failure stateFailure(Path folder, IOException cause) {
    if (cause instanceof PartState.AlreadyReceiving) {
      return LocalFailure.of(
              "already-receiving",
              "this transfer is being received into %s already"
                  .formatted(LocalFailure.quote(folder)))
          .because(cause);
    }
    return FreeSpace.failure(folder, folder, 0, cause);
  }
}
