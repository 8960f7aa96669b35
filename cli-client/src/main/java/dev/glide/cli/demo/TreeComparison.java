package dev.glide.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares two trees by names, kinds, bytes, links, modes and times. */
final class TreeComparison {
  private final Path left;
  private final Path right;
  private final boolean posix;
  private long bytes;
  private int entries;

  private TreeComparison(Path left, Path right) throws IOException {
    this.left = left;
    this.right = right;
    this.posix = Files.getFileStore(left).supportsFileAttributeView("posix");
  }

  /**
   * What has been compared.
   *
   * @param difference the first, empty if there is none
   * @param entries files, folders and links on the left, the top one included
   * @param bytes of all files on the left
   */
  record Result(Optional<String> difference, int entries, long bytes) {}

  static Result of(Path left, Path right) throws IOException {
    TreeComparison comparison = new TreeComparison(left, right);
    Optional<String> difference = comparison.run();
    return new Result(difference, comparison.entries, comparison.bytes);
  }

  private Optional<String> run() throws IOException {
    SortedSet<Path> names = names(left);
    SortedSet<Path> others = names(right);
    Optional<String> first = Optional.empty();
    for (Path name : names) {
      entries++;
      Optional<String> difference =
          others.remove(name) ? compare(name) : Optional.of(name + " is missing");
      first = first.or(() -> difference);
    }
    return first.or(() -> others.stream().findFirst().map(name -> name + " is too many"));
  }

  private static SortedSet<Path> names(Path root) throws IOException {
    SortedSet<Path> names = new TreeSet<>();
    try (Stream<Path> entries = Files.walk(root)) {
      entries.forEach(entry -> names.add(root.relativize(entry)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return names;
  }

  private Optional<String> compare(Path name) throws IOException {
    Path a = left.resolve(name);
    Path b = right.resolve(name);
    if (Files.isSymbolicLink(a) || Files.isSymbolicLink(b)) {
      boolean same =
          Files.isSymbolicLink(a)
              && Files.isSymbolicLink(b)
              && Files.readSymbolicLink(a).equals(Files.readSymbolicLink(b));
      return same ? Optional.empty() : Optional.of(name + " is another link");
    }
    if (Files.isDirectory(a) != Files.isDirectory(b)) {
      return Optional.of(name + " is of another kind");
    }
    if (Files.isRegularFile(a)) {
      bytes += Files.size(a);
      long at = Files.mismatch(a, b);
      if (at >= 0) {
        return Optional.of(name + " differs at byte " + at);
      }
    }
    return compareAttributes(name, a, b);
  }

  private Optional<String> compareAttributes(Path name, Path a, Path b) throws IOException {
    if (!same(a, b, "lastModifiedTime")) {
      return Optional.of(name + " has another time");
    }
    if (posix && !same(a, b, "posix:permissions")) {
      return Optional.of(name + " has another mode");
    }
    return Optional.empty();
  }

  private static boolean same(Path a, Path b, String attribute) throws IOException {
    return Objects.equals(
        Files.getAttribute(a, attribute, LinkOption.NOFOLLOW_LINKS),
        Files.getAttribute(b, attribute, LinkOption.NOFOLLOW_LINKS));
  }
}
