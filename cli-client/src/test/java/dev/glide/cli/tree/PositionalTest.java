package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionalTest {
  /** Several steps and a bit. */
  private static final int LENGTH = 300_001;

  @TempDir private Path folder;

  @Test
  void writesAndReadsPartsOfAnArrayAtAnOffset() throws IOException {
    byte[] bytes = new byte[LENGTH];
    new Random(7).nextBytes(bytes);
    byte[] back = new byte[LENGTH];
    boolean whole;
    try (FileChannel channel = open()) {
      Positional.write(channel, ByteBuffer.wrap(bytes, 3, LENGTH - 3), 1_000);
      whole = Positional.read(channel, ByteBuffer.wrap(back, 3, LENGTH - 3), 1_000);
    }
    assertThat(whole).isTrue();
    assertThat(Arrays.equals(back, 3, LENGTH, bytes, 3, LENGTH)).isTrue();
  }

  @Test
  void tellsOfAFileThatEndsTooSoon() throws IOException {
    boolean whole;
    try (FileChannel channel = open()) {
      Positional.write(channel, ByteBuffer.allocate(LENGTH), 0);
      whole = Positional.read(channel, ByteBuffer.allocate(LENGTH), 1);
    }
    assertThat(whole).isFalse();
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        folder.resolve("file"),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
