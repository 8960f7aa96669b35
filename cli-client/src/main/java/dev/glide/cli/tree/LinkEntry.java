package dev.glide.cli.tree;

import java.time.Instant;

/** A symbolic link, kept as it is; nothing ever looks where it leads. */
public record LinkEntry(String path, String target, Instant modifiedAt) implements Entry {
  private static final int MODE = 0777;

  public LinkEntry {
    EntryLimits.require(path, MODE, modifiedAt);
    EntryLimits.requireText(target, EntryLimits.MAX_PATH_BYTES, "link target");
    if (target.isEmpty()) {
      throw new IllegalArgumentException("%s leads nowhere".formatted(EntryLimits.quote(path)));
    }
  }

  @Override
  public int mode() {
    return MODE;
  }
}
