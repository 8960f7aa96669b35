package dev.glide.cli.tree;

import java.time.Instant;

/** A file; its bytes follow those of the files before it. */
public record FileEntry(String path, long size, int mode, Instant modifiedAt) implements Entry {
  public FileEntry {
    EntryLimits.require(path, mode, modifiedAt);
    if (size < 0) {
      throw new IllegalArgumentException(
          "size of %s is %d".formatted(EntryLimits.quote(path), size));
    }
  }
}
