package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whether the names of a manifest can be names in a folder of this machine. */
final class LocalNames {
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final Set<String> DEVICES =
      Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

  /** Two names that are one on file systems that fold case or normalisation. */
  record Clash(String one, String other) {}

  private LocalNames() {}

  /**
   * Refuses what can't be kept apart or can't be kept at all.
   *
   * @throws Failure {@code unsafe-name} or {@code names-clash}
   */
  static void require(UUID transfer, Manifest manifest, Path folder) throws Failure {
    if (manifest.rootNames().contains(PartNames.state(transfer))) {
      throw unsafe(PartNames.state(transfer));
    }
    if (WINDOWS) {
      requireWindows(manifest);
    }
    Optional<Clash> clash = firstClash(manifest.entries());
    if (clash.isPresent() && folds(folder)) {
      throw LocalFailure.of(
              "names-clash",
              "%s and %s would be one file in %s"
                  .formatted(
                      EntryLimits.quote(clash.get().one()),
                      EntryLimits.quote(clash.get().other()),
                      LocalFailure.quote(folder)))
          .hint("Receive it into a folder of a file system that tells them apart.");
    }
  }

  private static void requireWindows(Manifest manifest) throws Failure {
    for (Entry entry : manifest.entries()) {
      if (!isWindowsName(entry.name())) {
        throw unsafe(entry.path());
      }
    }
  }

  private static Failure unsafe(String path) {
    return new Failure(
            ExitCode.REFUSED,
            "unsafe-name",
            "%s can't be a name on this system".formatted(EntryLimits.quote(path)))
        .hint("Ask the sender to rename it or to send an archive.");
  }

  /** Whether Windows takes the name for a plain file of just this name. */
  static boolean isWindowsName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || "<>:\"/\\|?*".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
    boolean port =
        stem.length() == 4
            && (stem.startsWith("COM") || stem.startsWith("LPT"))
            && "0123456789¹²³".indexOf(stem.charAt(3)) >= 0;
    return !port && !DEVICES.contains(stem) && !name.endsWith(".") && !name.endsWith(" ");
  }

  static Optional<Clash> firstClash(List<Entry> entries) {
    // Paths differ, so that two can only be one if folding changes at least one of them.
    if (entries.stream().allMatch(entry -> isFolded(entry.path()))) {
      return Optional.empty();
    }
    Map<String, String> seen = HashMap.newHashMap(entries.size());
    for (Entry entry : entries) {
      String other = seen.put(fold(entry.path()), entry.path());
      if (other != null) {
        return Optional.of(new Clash(other, entry.path()));
      }
    }
    return Optional.empty();
  }

  private static boolean isFolded(String path) {
    for (int i = 0; i < path.length(); i++) {
      char character = path.charAt(i);
      if (character > 0x7f || (character >= 'A' && character <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static String fold(String path) {
    String composed =
        EntryLimits.isAscii(path) ? path : Normalizer.normalize(path, Normalizer.Form.NFKC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Asks the file system: two probes that differ only as folding would not see. */
  private static boolean folds(Path folder) throws Failure {
    try {
      Path probe = Files.createTempFile(folder, ".glide-probe-\u00e9", ".tmp");
      try {
        String name = String.valueOf(probe.getFileName());
        return Files.exists(probe.resolveSibling(name.toUpperCase(Locale.ROOT)), NOFOLLOW_LINKS)
            || Files.exists(
                probe.resolveSibling(Normalizer.normalize(name, Normalizer.Form.NFD)),
                NOFOLLOW_LINKS);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw LocalFailure.unwritable(folder, e);
    }
  }
}
