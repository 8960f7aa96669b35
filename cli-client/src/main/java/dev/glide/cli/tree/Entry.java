package dev.glide.cli.tree;

import java.time.Instant;

/** A file, a folder or a link of a transfer. */
public sealed interface Entry permits FileEntry, FolderEntry, LinkEntry {
  /** Names joined by {@code /}, from the root that the sender named; no leading {@code /}. */
  String path();

  /** POSIX permission bits, at most 0777. */
  int mode();

  Instant modifiedAt();

  default String name() {
    return EntryLimits.name(path());
  }

  default boolean isRoot() {
    return path().indexOf('/') < 0;
  }
}
