package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static final int CHUNK = 10;

  @Property(tries = 100)
  void knowsItsLastChunkAndLosesNothing(
      @ForAll @IntRange(min = 0, max = 100) int size,
      @ForAll @IntRange(min = 1, max = 25) int readBytes)
      throws Exception {
    byte[] content = random(size);
    List<StreamReader.Piece> pieces = pieces(new Trickle(content, readBytes));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (StreamReader.Piece piece : pieces) {
      joined.write(piece.content(), 0, piece.length());
      assertThat(piece.last()).isEqualTo(piece.index() == pieces.size() - 1);
      assertThat(piece.length()).isBetween(1, CHUNK);
    }
    assertThat(joined.toByteArray()).isEqualTo(content);
    assertThat(pieces).hasSize((size + CHUNK - 1) / CHUNK);
  }

  @Test
  void saysWhenTheStreamBreaks() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("broken");
          }
        };
    Refusals.messageOf("file-unreadable", () -> new StreamReader(broken, CHUNK).next());
  }

  @Test
  void writesChunksInTheirOrderWhoeverComesFirst() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OrderedOutput output = new OrderedOutput(out);
    byte[] content = random(1000);
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> bundles = new ArrayList<>();
      for (int worker = 3; worker >= 0; worker--) {
        int first = worker;
        bundles.add(() -> {
          for (int i = first; i < 100; i += 4) {
            output.write(i, Arrays.copyOfRange(content, i * 10, i * 10 + 10), 10);
          }
          return null;
        });
      }
      for (Future<Void> done : workers.invokeAll(bundles)) {
        done.get();
      }
    }
    output.finish();
    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(output.writtenBytes()).isEqualTo(1000);
  }

  @Test
  void writesPiecesAtOnceAndGoesOnWhereTheyEnd() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OrderedOutput output = new OrderedOutput(out);
    output.writePart(0, 0, text("ab"), false);
    assertThat(out.toString(UTF_8)).isEqualTo("ab");
    output.writePart(1, 0, text("ef"), false);
    output.write(2, bytes("hi"), 2);
    assertThat(out.toString(UTF_8)).isEqualTo("ab");
    output.writePart(0, 2, text("cd"), true);
    assertThat(out.toString(UTF_8)).isEqualTo("abcdef");
    output.write(1, bytes("efg"), 3);
    assertThat(out.toString(UTF_8)).isEqualTo("abcdefghi");
    assertThat(output.writtenBytes()).isEqualTo(9);
  }

  @Test
  void leavesAloneWhatIsOutAlready() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OrderedOutput output = new OrderedOutput(out);
    output.write(0, bytes("a"), 1);
    output.write(0, bytes("a"), 1);
    output.writePart(0, 0, text("a"), true);
    assertThat(out.toString(UTF_8)).isEqualTo("a");
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void saysWhenNobodyReadsTheOutput() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    OrderedOutput output = new OrderedOutput(closed);
    Refusals.messageOf("output-closed", () -> output.write(0, new byte[1], 1));
  }

  @Property(tries = 20)
  void aStreamArrivesAsAFile(@ForAll @IntRange(min = 0, max = 3) int chunks) throws Exception {
    Path folder = Files.createTempDirectory("glide-stream");
    byte[] content = random(chunks * Trees.CHUNK + (chunks & 1));
    Manifest manifest = Manifest.ofStream("", "", Trees.CHUNK, "out.bin");
    StreamReader reader = new StreamReader(new ByteArrayInputStream(content), Trees.CHUNK);
    try (TreeWriter writer = TreeWriter.open(Trees.TRANSFER, manifest, folder, OnConflict.REFUSE)) {
      writeAll(reader, writer);
      assertThat(writer.isComplete()).isFalse();
      writer.end(new Trailer(reader.totalBytes(), Trees.TIME));
      assertThat(writer.isComplete()).isTrue();
      Trees.finish(writer);
    }
    assertThat(folder.resolve("out.bin")).hasBinaryContent(content);
    assertThat(Files.getLastModifiedTime(folder.resolve("out.bin")).toInstant())
        .isEqualTo(Trees.TIME);
    assertThat(Trees.names(folder)).containsExactly("out.bin");
    Destination.deleteTree(folder);
  }

  private static void writeAll(StreamReader reader, ChunkSink sink) throws Failure {
    for (Optional<StreamReader.Piece> piece = reader.next();
        piece.isPresent();
        piece = reader.next()) {
      sink.write(piece.get().index(), piece.get().content(), piece.get().length());
    }
  }

  private static List<StreamReader.Piece> pieces(InputStream in) throws Failure {
    StreamReader reader = new StreamReader(in, CHUNK);
    List<StreamReader.Piece> pieces = new ArrayList<>();
    writeAllTo(reader, pieces);
    return pieces;
  }

  private static void writeAllTo(StreamReader reader, List<StreamReader.Piece> pieces)
      throws Failure {
    Optional<StreamReader.Piece> next = reader.next();
    while (next.isPresent()) {
      pieces.add(next.get());
      next = reader.next();
    }
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  /** Gives a few bytes at a time, as pipes do. */
  private static final class Trickle extends FilterInputStream {
    private final int most;

    Trickle(byte[] content, int most) {
      super(new ByteArrayInputStream(content));
      this.most = most;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return super.read(into, from, Math.min(length, most));
    }
  }
}
