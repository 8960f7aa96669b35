package dev.glide.cli.tree;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the folders of a manifest from 1, in their order. Entries mostly lie where the one before
 * them lies, and then nothing is looked up.
 */
final class FolderNumbers {
  static final int NONE = 0;

  private final Map<String, Integer> numbers = new HashMap<>();
  private String lastParent = "";
  private int lastNumber = NONE;

  void add(String folder) {
    numbers.put(folder, numbers.size() + 1);
  }

  /** The number of the folder that a path lies in, {@link #NONE} for a root or an unknown one. */
  int parentOf(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return NONE;
    }
    if (slash != lastParent.length() || !path.startsWith(lastParent)) {
      lastParent = path.substring(0, slash);
      lastNumber = numbers.getOrDefault(lastParent, NONE);
    }
    return lastNumber;
  }
}
