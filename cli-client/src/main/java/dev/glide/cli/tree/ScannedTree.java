package dev.glide.cli.tree;

import java.nio.file.Path;
import java.util.List;

/**
 * Files and folders of this machine as they were when they were scanned.
 *
 * @param paths where each entry of the manifest lies, in the same order; absolute
 */
public record ScannedTree(Manifest manifest, List<Path> paths) {
  public ScannedTree {
    paths = List.copyOf(paths);
    if (paths.size() != manifest.entries().size()) {
      throw new IllegalArgumentException(
          "%d paths for %d entries".formatted(paths.size(), manifest.entries().size()));
    }
  }
}
