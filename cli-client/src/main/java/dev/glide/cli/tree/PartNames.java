package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Names of what is not whole yet. */
final class PartNames {
  static final String SUFFIX = ".glide-part";

  private static final int ID_LENGTH = 8;

  /** Most file systems take 255 bytes; the transfer and a counter must fit in, too. */
  private static final int MAX_STEM_BYTES = 255 - SUFFIX.length() - 1 - ID_LENGTH - 8;

  private PartNames() {}

  /** The file that says how far a transfer is; hidden where a dot hides. */
  static String state(UUID transfer) {
    return ".glide-" + transfer + ".state";
  }

  /**
   * For each root a name that is free in the folder and that no root will claim. It carries the
   * transfer's id: two transfers that begin in one folder at the same moment, with roots of one
   * name, both find it free.
   */
  static List<String> choose(Path folder, UUID transfer, List<String> rootNames) {
    String own = "." + transfer.toString().substring(0, ID_LENGTH) + SUFFIX;
    Set<String> taken = new HashSet<>(rootNames);
    List<String> names = new ArrayList<>();
    for (String root : rootNames) {
      String stem = stem(root);
      String name = stem + own;
      for (int n = 2; !isFree(folder, name, taken); n++) {
        name = stem + " (" + n + ")" + own;
      }
      taken.add(name);
      names.add(name);
    }
    return names;
  }

  private static boolean isFree(Path folder, String name, Set<String> taken) {
    return !taken.contains(name) && !Files.exists(folder.resolve(name), NOFOLLOW_LINKS);
  }

  private static String stem(String name) {
    String stem = name;
    while (stem.getBytes(UTF_8).length > MAX_STEM_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem;
  }
}
