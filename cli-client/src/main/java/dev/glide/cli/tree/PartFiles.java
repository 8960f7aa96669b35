package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The entries of a manifest as files under their part names. Nothing is ever written through a
 * link: links are made after all files, and every open refuses them.
 */
final class PartFiles {
  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, WRITE);
  private static final Set<OpenOption> SHARED = Set.of(CREATE, WRITE, NOFOLLOW_LINKS);
  private static final FileAttribute<?>[] UNFINISHED =
      Permissions.attribute(Permissions.OWNER_READ_WRITE);

  private final Path folder;
  private final List<Entry> entries;
  private final Path[] paths;

  /**
   * Finds the places of all entries.
   *
   * @param partNames of the roots, in their order
   */
  PartFiles(Path folder, List<Entry> entries, List<String> partNames) {
    this.folder = folder;
    this.entries = entries;
    this.paths = new Path[entries.size()];
    FolderNumbers numbers = new FolderNumbers();
    List<Path> folders = new ArrayList<>(List.of(folder));
    int root = 0;
    for (int i = 0; i < paths.length; i++) {
      Entry entry = entries.get(i);
      Path parent = folders.get(numbers.parentOf(entry.path()));
      paths[i] = parent.resolve(entry.isRoot() ? partNames.get(root++) : entry.name());
      if (entry instanceof FolderEntry) {
        numbers.add(entry.path());
        folders.add(paths[i]);
      }
    }
  }

  Path path(int entry) {
    return paths[entry];
  }

  /** Makes the folders; those that are there must be folders. */
  void makeFolders() throws Failure {
    for (int i = 0; i < paths.length; i++) {
      if (entries.get(i) instanceof FolderEntry entry) {
        makeFolder(paths[i], entry.mode() | Permissions.OWNER_ALL);
      }
    }
  }

  private void makeFolder(Path path, int mode) throws Failure {
    try {
      Files.createDirectory(path, Permissions.attribute(mode));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
        throw LocalFailure.unwritable(path, e);
      }
      reopen(path, mode);
    } catch (IOException e) {
      throw FreeSpace.failure(folder, path, 0, e);
    }
  }

  /** A folder of an earlier try may have its final mode, which may forbid to write into it. */
  private static void reopen(Path path, int mode) throws Failure {
    try {
      Permissions.set(path, mode);
    } catch (IOException e) {
      throw LocalFailure.unwritable(path, e);
    }
  }

  /** Writes a file that lies in one chunk as a whole, with its mode and time. */
  void writeWhole(int index, byte[] content, int from) throws Failure {
    FileEntry entry = (FileEntry) entries.get(index);
    Path path = paths[index];
    int length = (int) entry.size();
    int mode = entry.mode() | Permissions.OWNER_READ_WRITE;
    try (FileChannel channel = openNew(path, mode)) {
      Positional.write(channel, ByteBuffer.wrap(content, from, length), 0);
    } catch (IOException e) {
      throw FreeSpace.failure(folder, path, length, e);
    }
    try {
      setTimes(path, entry);
      if (mode != entry.mode() || !Permissions.survives(mode)) {
        Permissions.set(path, entry.mode());
      }
    } catch (IOException e) {
      throw LocalFailure.unwritable(path, e);
    }
  }

  /** Writes some bytes of a file that lies in several chunks. */
  void writePart(int index, long at, byte[] content, int from, int length) throws Failure {
    Path path = paths[index];
    try (FileChannel channel = FileChannel.open(path, SHARED, UNFINISHED)) {
      Positional.write(channel, ByteBuffer.wrap(content, from, length), at);
    } catch (IOException e) {
      throw FreeSpace.failure(folder, path, length, e);
    }
  }

  /** Makes a link that leads where the sender's did, wherever that is. */
  void makeLink(int index) throws Failure {
    LinkEntry entry = (LinkEntry) entries.get(index);
    Path path = paths[index];
    try {
      if (Files.isSymbolicLink(path)) {
        Files.delete(path);
      }
      Links.make(path, entry);
    } catch (IOException | UnsupportedOperationException e) {
      throw LocalFailure.of("link-unwritable", "can't make the link " + LocalFailure.quote(path))
          .because(e);
    }
  }

  /** Gives a file or a folder, now complete, its time and its mode. */
  void finish(int index) throws Failure {
    Entry entry = entries.get(index);
    Path path = paths[index];
    try {
      try {
        setTimes(path, entry);
      } catch (AccessDeniedException e) {
        // Finished before, up to a mode that forbids even its owner to open it.
        Permissions.set(path, Permissions.OWNER_ALL);
        setTimes(path, entry);
      }
      Permissions.set(path, entry.mode());
    } catch (IOException e) {
      throw LocalFailure.unwritable(path, e);
    }
  }

  private static FileChannel openNew(Path path, int mode) throws IOException {
    FileAttribute<?>[] attributes = Permissions.attribute(mode);
    try {
      return FileChannel.open(path, NEW, attributes);
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier try that did not get as far as saying so.
      Files.delete(path);
      return FileChannel.open(path, NEW, attributes);
    }
  }

  private static void setTimes(Path path, Entry entry) throws IOException {
    FileTime time = FileTime.from(entry.modifiedAt());
    // Both times, or the one that is left out costs a call to read it.
    Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(time, time, null);
  }
}
