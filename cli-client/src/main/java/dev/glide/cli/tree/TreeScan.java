package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds everything below the paths that a person named, in an order that is the same each time. A
 * link that was named itself stands for what it leads to; links below are kept as links.
 */
public final class TreeScan {
  private final ScanOptions options;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();

  private TreeScan(ScanOptions options) {
    this.options = options;
  }

  /**
   * Scans files and folders for one transfer.
   *
   * @throws Failure naming what is not there, can't be read, has no usable name, is named twice or
   *     is too much
   */
  public static ScannedTree scan(List<Path> arguments, ScanOptions options) throws Failure {
    TreeScan scan = new TreeScan(options);
    Map<String, Path> roots = new HashMap<>();
    for (Path argument : arguments) {
      Path path = named(argument);
      String name = scan.name(path);
      Path other = roots.put(name, path);
      if (other != null) {
        throw new Failure(
                ExitCode.USAGE,
                "same-name",
                "%s and %s would both arrive as %s"
                    .formatted(
                        LocalFailure.quote(other),
                        LocalFailure.quote(path),
                        EntryLimits.quote(name)))
            .hint("Send them one after the other, or rename one.");
      }
      scan.root(name, path);
    }
    try {
      return new ScannedTree(
          new Manifest(options.client(), options.note(), options.chunkBytes(), false, scan.entries),
          scan.paths);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.OVER_LIMIT, "too-large", "can't send this: " + e.getMessage())
          .because(e);
    }
  }

  /** The argument as a path that ends in a real name: {@code .} and {@code ..} have none. */
  private static Path named(Path argument) throws Failure {
    if (argument.toString().isEmpty()) {
      throw new Failure(ExitCode.USAGE, "no-name", "an empty path names no file");
    }
    Path path = argument.toAbsolutePath();
    Path last = path.getFileName();
    try {
      if (last != null && (last.toString().equals(".") || last.toString().equals(".."))) {
        path = path.toRealPath();
      }
    } catch (IOException e) {
      throw LocalFailure.unreadable(argument, e);
    }
    if (path.getFileName() == null) {
      throw new Failure(
              ExitCode.USAGE, "no-name", LocalFailure.quote(path) + " has no name to arrive under")
          .hint("Name the folders in it instead.");
    }
    return path;
  }

  private void root(String name, Path path) throws Failure {
    Found found;
    try {
      found = Found.at(path);
    } catch (NoSuchFileException e) {
      throw LocalFailure.of("no-such-file", "there is no " + LocalFailure.quote(path)).because(e);
    } catch (IOException e) {
      throw LocalFailure.unreadable(path, e);
    }
    if (found.attributes().isOther()) {
      throw LocalFailure.of(
              "not-a-file", LocalFailure.quote(path) + " is neither a file nor a folder")
          .hint("Pipe it in: glide send - --name NAME @user <" + path.getFileName());
    }
    add(name, path, found);
  }

  private void add(String entryPath, Path path, Found found) throws Failure {
    if (found.attributes().isDirectory()) {
      keep(new FolderEntry(entryPath, found.mode(), found.modifiedAt()), path);
      folder(entryPath, path);
    } else if (found.attributes().isSymbolicLink()) {
      keep(new LinkEntry(entryPath, target(path), found.modifiedAt()), path);
    } else if (found.attributes().isRegularFile()) {
      if (!Files.isReadable(path)) {
        throw LocalFailure.of("file-unreadable", "can't read " + LocalFailure.quote(path));
      }
      keep(
          new FileEntry(entryPath, found.attributes().size(), found.mode(), found.modifiedAt()),
          path);
    } else {
      options.notes().accept("left out, not a file: " + DisplayName.safe(path.toString()));
    }
  }

  private void keep(Entry entry, Path path) throws Failure {
    if (entries.size() == Manifest.MAX_ENTRIES) {
      throw new Failure(
              ExitCode.OVER_LIMIT,
              "too-many-entries",
              "more than %d files and folders".formatted(Manifest.MAX_ENTRIES))
          .hint("Send them as one archive: tar c FOLDER | glide send - --name folder.tar @user");
    }
    entries.add(entry);
    paths.add(path);
  }

  private void folder(String entryPath, Path folder) throws Failure {
    for (Path child : children(folder)) {
      Found found;
      try {
        found = Found.at(child, NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        throw LocalFailure.changed(child).because(e);
      } catch (IOException e) {
        throw LocalFailure.unreadable(child, e);
      }
      try {
        add(entryPath + "/" + name(child), child, found);
      } catch (IllegalArgumentException e) {
        throw new Failure(ExitCode.OVER_LIMIT, "too-deep", "can't send: " + e.getMessage())
            .because(e);
      }
    }
  }

  private static List<Path> children(Path folder) throws Failure {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw LocalFailure.unreadable(folder, new IOException("the listing broke off", e));
    } catch (IOException e) {
      throw LocalFailure.unreadable(folder, e);
    }
    Collections.sort(children);
    return children;
  }

  private static String target(Path link) throws Failure {
    try {
      Path target = Files.readSymbolicLink(link);
      return unicode(link, target);
    } catch (IOException e) {
      throw LocalFailure.unreadable(link, e);
    }
  }

  private String name(Path path) throws Failure {
    return unicode(path, path.getFileName());
  }

  /** A name that is not UTF-8 shows as one that leads to another file, or to none. */
  private static String unicode(Path shown, Path name) throws Failure {
    String text = name.toString();
    if (!EntryLimits.isAscii(text)) {
      try {
        if (!name.getFileSystem().getPath(text).equals(name)) {
          throw notUnicode(shown);
        }
      } catch (InvalidPathException e) {
        throw notUnicode(shown).because(e);
      }
    }
    return text;
  }

  private static Failure notUnicode(Path path) {
    return LocalFailure.of(
            "name-not-unicode", "the name of %s is not UTF-8".formatted(LocalFailure.quote(path)))
        .hint("Rename it, or run with a UTF-8 locale (LC_ALL=C.UTF-8).");
  }
}
