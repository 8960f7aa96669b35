package dev.glide.cli.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A folder as people have them: large files that compress and that don't, many small ones, empty
 * ones, links, private ones, and names of many scripts. The same each time but for its place.
 */
final class DemoFolder {
  private static final int MEGABYTE = 1_000_000;
  private static final int FILM_BYTES = 96 * MEGABYTE;
  private static final int LOG_BYTES = 80 * MEGABYTE;
  private static final int PHOTOS = 12;
  private static final int PHOTO_BYTES = 3 * MEGABYTE;
  private static final int NOTES = 400;
  private static final int LONGEST_NOTE = 4096;
  private static final Instant OLDEST = Instant.parse("2001-02-03T04:05:06Z");

  private final Path root;
  private final SplittableRandom random = new SplittableRandom(20_260_101);
  private final boolean posix;

  private DemoFolder(Path root) throws IOException {
    this.root = root;
    this.posix = Files.getFileStore(root.getParent()).supportsFileAttributeView("posix");
  }

  /** Makes the folder; it must not be there yet. */
  static void make(Path root) throws IOException {
    DemoFolder folder = new DemoFolder(root);
    Files.createDirectory(root);
    folder.large();
    folder.small();
    folder.names();
    folder.modes();
    folder.links();
    folder.times();
  }

  private void large() throws IOException {
    writeRandom(root.resolve("film.mkv"), FILM_BYTES);
    Path photos = Files.createDirectory(root.resolve("photos"));
    for (int i = 0; i < PHOTOS; i++) {
      writeRandom(photos.resolve("photo-" + i + ".jpg"), PHOTO_BYTES + i);
    }
    try (OutputStream log =
        new BufferedOutputStream(Files.newOutputStream(root.resolve("server.log")))) {
      for (int written = 0; written < LOG_BYTES; ) {
        byte[] line = line(written).getBytes(StandardCharsets.US_ASCII);
        log.write(line);
        written += line.length;
      }
    }
  }

  private String line(int at) {
    return "2026-01-01T00:00:00Z INFO request "
        + at
        + " took "
        + random.nextInt(1000)
        + " ms, user "
        + random.nextInt(100)
        + ", all is well\n";
  }

  private void small() throws IOException {
    Path notes = Files.createDirectory(root.resolve("notes"));
    for (int i = 0; i < NOTES; i++) {
      writeRandom(notes.resolve("note-" + i + ".txt"), random.nextInt(LONGEST_NOTE));
    }
    Files.createFile(root.resolve("empty"));
    Files.createDirectories(root.resolve("empty folder").resolve("in it another"));
  }

  private void names() throws IOException {
    Path names = Files.createDirectory(root.resolve("names"));
    for (String name :
        new String[] {
          "Grüße an Zoë.txt",
          "日本語の写真.txt",
          "привет.txt",
          "مرحبا.txt",
          "party 🎉.txt",
          "it's “quoted” & $HOME.txt",
          "-dash",
          " space at both ends "
        }) {
      Files.writeString(names.resolve(name), name);
    }
  }

  private void modes() throws IOException {
    Path script = Files.writeString(root.resolve("run.sh"), "#!/bin/sh\necho hello\n");
    Path secret = Files.writeString(root.resolve("diary.txt"), "for nobody else\n");
    Path fixed = Files.writeString(root.resolve("read-only.txt"), "not to be changed\n");
    Path own = Files.createDirectory(root.resolve("private"));
    Files.writeString(own.resolve("letter.txt"), "Dear Bob,\n");
    if (posix) {
      mode(script, "rwxr-xr-x");
      mode(secret, "rw-------");
      mode(fixed, "r--r--r--");
      mode(own, "rwx------");
    }
  }

  private void links() throws IOException {
    if (posix) {
      Files.createSymbolicLink(root.resolve("latest"), Path.of("notes", "note-0.txt"));
      Files.createSymbolicLink(root.resolve("pictures"), Path.of("photos"));
      Files.createSymbolicLink(root.resolve("nowhere"), Path.of("not", "there"));
    }
  }

  /**
   * Old times, a different one each, from the leaves up: a folder's own changes with its entries.
   */
  private void times() throws IOException {
    try (var entries = Files.walk(root)) {
      long[] age = new long[1];
      entries
          .sorted(java.util.Comparator.reverseOrder())
          .filter(entry -> !Files.isSymbolicLink(entry))
          .forEachOrdered(entry -> age(entry, OLDEST.plusSeconds(age[0]++ * 86_399)));
    }
  }

  private static void age(Path entry, Instant time) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(time));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void writeRandom(Path file, int bytes) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int left = bytes; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, Math.min(left, block.length));
      }
    }
  }
}
