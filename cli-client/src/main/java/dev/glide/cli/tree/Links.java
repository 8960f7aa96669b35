package dev.glide.cli.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;

/** Symbolic links, made and never followed. */
final class Links {
  private Links() {}

  static void make(Path path, LinkEntry entry) throws IOException {
    Path target;
    try {
      target = Path.of(entry.target());
    } catch (InvalidPathException e) {
      throw new IOException("the link leads to what can't be a name here", e);
    }
    Files.createSymbolicLink(path, target);
    FileTime time = FileTime.from(entry.modifiedAt());
    try {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .setTimes(time, time, null);
    } catch (IOException e) {
      // Not every system has times of links, and nothing hangs on them.
      return;
    }
  }
}
