package dev.glide.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;

/** What the file system says about one path, in one call. */
record Found(BasicFileAttributes attributes, int mode) {
  private static final int FOLDER_MODE = 0755;
  private static final int FILE_MODE = 0644;

  static Found at(Path path, LinkOption... options) throws IOException {
    if (Permissions.POSIX) {
      PosixFileAttributes posix = Files.readAttributes(path, PosixFileAttributes.class, options);
      return new Found(posix, Permissions.mode(posix.permissions()));
    }
    BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
    return new Found(basic, basic.isDirectory() ? FOLDER_MODE : FILE_MODE);
  }

  /** The time of the last change, within what a manifest can hold. */
  Instant modifiedAt() {
    Instant time = attributes.lastModifiedTime().toInstant();
    long max = EntryLimits.MAX_EPOCH_SECONDS;
    if (Math.abs(time.getEpochSecond()) > max) {
      return Instant.ofEpochSecond(time.getEpochSecond() < 0 ? -max : max);
    }
    return time;
  }
}
