package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is left to do once all chunks are written: empty files, links, times, modes, the disk. */
final class Completion {
  private static final byte[] NOTHING = {};

  private final Manifest manifest;
  private final boolean stream;
  private final PartFiles parts;
  private final Path folder;

  Completion(Manifest manifest, boolean stream, PartFiles parts, Path folder) {
    this.manifest = manifest;
    this.stream = stream;
    this.parts = parts;
    this.folder = folder;
  }

  /** Does it, unless an earlier try got beyond this. */
  void run(PartState state) throws Failure {
    if (!state.isReceiving()) {
      return;
    }
    List<Entry> entries = manifest.entries();
    List<Path> files = files();
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof LinkEntry) {
        parts.makeLink(i);
      }
    }
    // From the innermost outwards: whatever is done in a folder changes its time.
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i) instanceof FolderEntry) {
        parts.finish(i);
        folders.add(parts.path(i));
      }
    }
    try {
      Durability.force(files, folders, folder);
    } catch (IOException e) {
      throw FreeSpace.failure(folder, folder, 0, e);
    }
  }

  private List<Path> files() throws Failure {
    List<Path> files = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < manifest.entries().size(); i++) {
      if (manifest.entries().get(i) instanceof FileEntry file) {
        long first = at / manifest.chunkBytes();
        at += file.size();
        if (file.size() == 0) {
          parts.writeWhole(i, NOTHING, 0);
        } else if (stream || (at - 1) / manifest.chunkBytes() != first) {
          requireSize(parts.path(i), file.size());
          parts.finish(i);
        }
        files.add(parts.path(i));
      }
    }
    return files;
  }

  private static void requireSize(Path path, long size) throws Failure {
    try {
      if (Files.size(path) != size) {
        throw LocalFailure.of("part-damaged", "somebody has changed " + LocalFailure.quote(path))
            .hint("Remove it, and receive the transfer again.");
      }
    } catch (IOException e) {
      throw LocalFailure.unwritable(path, e);
    }
  }
}
