package dev.glide.standalone.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders to send: makes them, and says what is in them down to the last bit that must arrive. */
public final class Tree {
  private static final Instant LONG_AGO = Instant.parse("2001-09-09T01:46:40.123456Z");
  private static final int BLOCK = 1 << 20;

  private Tree() {}

  /**
   * Makes a folder of many kinds of entries.
   *
   * @param largeBytes size of the one large file of random bytes
   */
  public static Path make(Path folder, long seed, long largeBytes) throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(folder.resolve("empty folder"));
    Path deep = Files.createDirectories(folder.resolve("a/b/c/Größe — 大きさ"));
    write(folder.resolve("large.bin"), random, largeBytes);
    Files.writeString(folder.resolve("text.txt"), "the same line again\n".repeat(50_000));
    Files.createFile(folder.resolve("empty"));
    Files.writeString(deep.resolve("🎈.txt"), "up", StandardCharsets.UTF_8);
    for (int i = 0; i < 200; i++) {
      write(deep.resolve("small-" + i), random, random.nextInt(8_000));
    }
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a/b"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("not/there"));
    mode(Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n"), "rwxr-x--x");
    mode(Files.writeString(folder.resolve("private"), "mine\n"), "rw-------");
    mode(Files.writeString(folder.resolve("read only"), "no more\n"), "r--r--r--");
    age(folder);
    return folder;
  }

  /** Every entry's path with kind, mode, time and content. */
  public static Map<String, String> describe(Path folder) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            add(each, "folder");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) {
              entries.put(key(each), "link to " + Files.readSymbolicLink(each));
            } else {
              add(each, attributes.size() + " " + digest(each));
            }
            return FileVisitResult.CONTINUE;
          }

          private void add(Path each, String what) throws IOException {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
            entries.put(
                key(each), what + " " + mode + " " + Files.getLastModifiedTime(each).toInstant());
          }

          private String key(Path each) {
            return folder.relativize(each).toString();
          }
        });
    return entries;
  }

  public static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void write(Path file, Random random, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= BLOCK) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(BLOCK, left));
      }
    }
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  /** Gives every entry but links a time of its own; folders last, their children change them. */
  private static void age(Path folder) throws IOException {
    int[] count = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
              age(each);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            age(each);
            return FileVisitResult.CONTINUE;
          }

          private void age(Path each) throws IOException {
            Instant time = LONG_AGO.plus(Duration.ofHours(7).multipliedBy(count[0]++));
            Files.setLastModifiedTime(each, FileTime.from(time));
          }
        });
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
