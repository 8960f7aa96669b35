package dev.glide.cli.tree;

import java.time.Instant;

/** A folder; it stands before everything that is in it. */
public record FolderEntry(String path, int mode, Instant modifiedAt) implements Entry {
  public FolderEntry {
    EntryLimits.require(path, mode, modifiedAt);
  }
}
