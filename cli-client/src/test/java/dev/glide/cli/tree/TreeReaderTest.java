package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeReaderTest {
  @TempDir Path temp;
  private Path file;
  private TreeReader reader;
  private final byte[] chunk = new byte[Trees.CHUNK];

  @BeforeEach
  void scan() throws Exception {
    Trees.file(temp.resolve("t/a"), 100);
    file = Trees.file(temp.resolve("t/b"), 2 * Trees.CHUNK);
    Trees.file(temp.resolve("t/empty"), 0);
    reader = new TreeReader(Trees.scan(temp.resolve("t")));
  }

  @Test
  void joinsFilesInTheirOrder() throws Exception {
    assertThat(reader.layout().chunkCount()).isEqualTo(3);
    assertThat(reader.read(0, chunk)).isEqualTo(Trees.CHUNK);
    assertThat(Arrays.copyOf(chunk, 100)).isEqualTo(Files.readAllBytes(temp.resolve("t/a")));
    byte[] content = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(chunk, 100, Trees.CHUNK))
        .isEqualTo(Arrays.copyOf(content, Trees.CHUNK - 100));
    assertThat(reader.read(2, chunk)).isEqualTo(100);
    assertThat(Arrays.copyOf(chunk, 100))
        .isEqualTo(Arrays.copyOfRange(content, content.length - 100, content.length));
    reader.verifyUnchanged();
  }

  @Test
  void noticesAFileThatGrows() throws IOException {
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    assertChanged();
  }

  @Test
  void noticesAFileThatShrinks() throws IOException {
    Files.write(file, new byte[Trees.CHUNK]);
    assertChanged();
  }

  @Test
  void noticesAFileThatIsRewrittenAtTheSameSize() throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusNanos(1000)));
    assertChanged();
  }

  @Test
  void noticesAFileThatVanishes() throws IOException {
    Files.delete(file);
    assertChanged();
  }

  @Test
  void noticesAFileThatBecomesALinkToItsTwin() throws IOException {
    Path twin = temp.resolve("twin");
    Files.move(file, twin);
    Files.createSymbolicLink(file, twin);
    assertThat(Refusals.messageOf("file-changed", () -> reader.verifyUnchanged())).contains("b");
  }

  private void assertChanged() {
    for (ThrowingCallable look :
        new ThrowingCallable[] {() -> reader.read(1, chunk), () -> reader.verifyUnchanged()}) {
      assertThat(Refusals.messageOf("file-changed", look)).contains(file.toString());
    }
  }
}
