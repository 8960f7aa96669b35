package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * The chunks of a scanned tree, as long as no file is other than it was scanned. Safe for all
 * threads; keeps no file open.
 */
public final class TreeReader {
  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] KEEP = {NOFOLLOW_LINKS};
  private static final Set<OpenOption> OPEN_FOLLOWING = Set.of(READ);
  private static final Set<OpenOption> OPEN = Set.of(READ, NOFOLLOW_LINKS);

  private final ScannedTree tree;
  private final FileMap files;

  public TreeReader(ScannedTree tree) {
    this.tree = tree;
    this.files = new FileMap(tree.manifest());
  }

  public ChunkLayout layout() {
    return files.layout();
  }

  /**
   * Reads the plaintext of one chunk.
   *
   * @return its length
   * @throws Failure {@code file-changed} or {@code file-unreadable}, with the file's name
   */
  public int read(int index, byte[] out) throws Failure {
    int length = 0;
    for (Slice slice : files.slices(index)) {
      read(slice, out);
      length += slice.length();
    }
    return length;
  }

  /**
   * Looks at all files once more. After it, everything that was read belongs together.
   *
   * @throws Failure {@code file-changed}
   */
  public void verifyUnchanged() throws Failure {
    for (int i = 0; i < tree.paths().size(); i++) {
      if (tree.manifest().entries().get(i) instanceof FileEntry) {
        requireUnchanged(i);
      }
    }
  }

  private void read(Slice slice, byte[] out) throws Failure {
    Path path = tree.paths().get(slice.entry());
    Set<OpenOption> options = isRoot(slice.entry()) ? OPEN_FOLLOWING : OPEN;
    try (FileChannel channel = FileChannel.open(path, options)) {
      ByteBuffer buffer = ByteBuffer.wrap(out, slice.chunkOffset(), slice.length());
      if (!Positional.read(channel, buffer, slice.fileOffset())) {
        throw LocalFailure.changed(path);
      }
    } catch (NoSuchFileException e) {
      throw LocalFailure.changed(path).because(e);
    } catch (IOException e) {
      throw LocalFailure.unreadable(path, e);
    }
    // After the read: what is the same now was the same while it was read.
    requireUnchanged(slice.entry());
  }

  private void requireUnchanged(int entry) throws Failure {
    Path path = tree.paths().get(entry);
    FileEntry expected = (FileEntry) tree.manifest().entries().get(entry);
    try {
      BasicFileAttributes now =
          Files.readAttributes(path, BasicFileAttributes.class, isRoot(entry) ? FOLLOW : KEEP);
      if (!now.isRegularFile()
          || now.size() != expected.size()
          || !new Found(now, 0).modifiedAt().equals(expected.modifiedAt())) {
        throw LocalFailure.changed(path);
      }
    } catch (NoSuchFileException e) {
      throw LocalFailure.changed(path).because(e);
    } catch (IOException e) {
      throw LocalFailure.unreadable(path, e);
    }
  }

  /** Only what a person named may be a link that is followed. */
  private boolean isRoot(int entry) {
    return tree.manifest().entries().get(entry).isRoot();
  }
}
