package dev.glide.cli.tree;

/** What to do where something of the same name is there already. */
public enum OnConflict {
  REFUSE,
  /** Files are replaced; folders are merged, and what only they have stays. */
  OVERWRITE,
  /** What arrives becomes {@code name (2)}. */
  RENAME
}
