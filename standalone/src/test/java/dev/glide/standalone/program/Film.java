package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One large file of random bytes: nothing compresses, and no block of it looks unwritten. */
public record Film(Path file, long bytes) {
  private static final int BLOCK = 64 << 10;
  private static final String PART = ".glide-part";

  public static Film make(Path file, long seed, long bytes) throws IOException {
    Random random = new Random(seed);
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= BLOCK) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(BLOCK, left));
      }
    }
    return new Film(file, bytes);
  }

  public String name() {
    return file.getFileName().toString();
  }

  /** How much of it stands in this folder, as a whole or in a part that is not whole yet. */
  public long writtenIn(Path folder) throws IOException {
    Path whole = folder.resolve(name());
    if (Files.exists(whole)) {
      return Files.size(whole);
    }
    long written = 0;
    for (Path each : leftovers(folder)) {
      boolean isPart = name(each).startsWith(name() + ".") && name(each).endsWith(PART);
      written = Math.max(written, isPart ? writtenBlocks(each) : 0);
    }
    return written;
  }

  /** It stands there byte for byte, and nothing of the transfer's own beside it. */
  public void requireIn(Path folder) throws IOException {
    requireSameIn(folder);
    // The last of it goes once the server has been told that all is here.
    Scene.awaitThat(() -> leftovers(folder).isEmpty());
  }

  /** It stands there byte for byte. */
  public void requireSameIn(Path folder) throws IOException {
    Path arrived = folder.resolve(name());
    assertThat(arrived).isRegularFile();
    assertThat(Files.mismatch(file, arrived)).as("first byte that differs").isEqualTo(-1);
  }

  /** Nothing stands under its name. */
  public void requireNotIn(Path folder) {
    assertThat(folder.resolve(name())).doesNotExist();
  }

  /** What a transfer that has not come to its end keeps in a folder. */
  public static List<Path> leftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> name(each).contains(".glide-")).toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static long writtenBlocks(Path part) throws IOException {
    long written = 0;
    try (RandomAccessFile in = new RandomAccessFile(part.toFile(), "r")) {
      for (long at = 0; at + Long.BYTES <= in.length(); at += BLOCK) {
        in.seek(at);
        written += in.readLong() == 0 ? 0 : BLOCK;
      }
    } catch (IOException goneMeanwhile) {
      if (Files.exists(part)) {
        throw goneMeanwhile;
      }
    }
    return written;
  }
}
