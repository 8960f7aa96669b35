package dev.glide.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpInputTest {
  @Property(tries = 200)
  void readsChunkedBodiesInPiecesOfAnySize(
      @ForAll("pieces") List<String> pieces, @ForAll("steps") int step) throws IOException {
    StringBuilder wire = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String piece : pieces) {
      wire.append(Integer.toHexString(piece.length())).append(";x=y\r\n").append(piece);
      wire.append("\r\n");
    }
    wire.append("0\r\nTrailer: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
    HttpInput in = new HttpInput(new Drip(wire.toString(), step));
    HttpAnswer answer = answer(in);
    assertThat(new String(answer.bytes(1 << 20), StandardCharsets.ISO_8859_1))
        .isEqualTo(String.join("", pieces));
    assertThat(answer.leavesConnectionOpen()).isTrue();
    assertThat(in.head().status()).isEqualTo(204);
  }

  @Property(tries = 200)
  void readsBodiesOfKnownLengthInPiecesOfAnySize(
      @ForAll("body") String body, @ForAll("steps") int step) throws IOException {
    String wire = "HTTP/1.1 200 OK\r\ncontent-LENGTH: " + body.length() + "\r\n\r\n" + body;
    byte[] into = new byte[body.length() + 10];
    int length = answer(new HttpInput(new Drip(wire, step))).read(into);
    assertThat(new String(into, 0, length, StandardCharsets.ISO_8859_1)).isEqualTo(body);
  }

  @Property(tries = 200)
  void endsWithoutHarmOnAnyGarbage(@ForAll byte[] garbage, @ForAll("steps") int step) {
    String wire =
        "HTTP/1.1 200 OK\r\n" + new String(garbage, StandardCharsets.ISO_8859_1) + "\r\n\r\n";
    try {
      assertThat(answer(new HttpInput(new Drip(wire, step))).status()).isEqualTo(200);
    } catch (IOException expected) {
      assertThat(expected.getMessage()).isNotBlank();
    }
  }

  @Provide
  static Arbitrary<String> body() {
    return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20_000);
  }

  @Provide
  static Arbitrary<List<String>> pieces() {
    return Arbitraries.strings()
        .withCharRange('\0', '\u00ff')
        .ofMinLength(1)
        .ofMaxLength(300)
        .list()
        .ofMaxSize(20);
  }

  @Provide
  static Arbitrary<Integer> steps() {
    return Arbitraries.of(1, 2, 3, 4096);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "\r\n\r\n",
      })
  void refusesMalformedHeads(String wire) {
    assertThatExceptionOfType(HttpGarbled.class)
        .isThrownBy(() -> answer(new HttpInput(new Drip(wire, 4096))));
  }

  @Test
  void refusesALineWithoutEnd() {
    String wire = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(HttpInput.MAX_LINE_BYTES) + "\r\n\r\n";
    assertThatExceptionOfType(HttpGarbled.class)
        .isThrownBy(() -> answer(new HttpInput(new Drip(wire, 4096))))
        .withMessageContaining("8192");
  }

  @Test
  void tellsACutAnswerFromAShortOne() {
    String wire = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> answer(new HttpInput(new Drip(wire, 4096))).text(100))
        .withMessageContaining("cut");
  }

  @Test
  void refusesABodyThatDoesNotFit() {
    String wire = "HTTP/1.1 200 OK\r\n\r\nhello";
    assertThatExceptionOfType(HttpGarbled.class)
        .isThrownBy(() -> answer(new HttpInput(new Drip(wire, 1))).read(new byte[4]));
    assertThatExceptionOfType(HttpGarbled.class)
        .isThrownBy(() -> answer(new HttpInput(new Drip(wire, 1))).bytes(4));
  }

  private static HttpAnswer answer(HttpInput in) throws IOException {
    HttpInput.Head head = in.head();
    return new HttpAnswer(head, HttpBody.of(in, head, "GET"));
  }

  /** Gives at most so many bytes at once. */
  private static final class Drip extends InputStream {
    private final ByteArrayInputStream all;
    private final int step;

    Drip(String wire, int step) {
      this.all = new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1));
      this.step = step;
    }

    @Override
    public int read() {
      return all.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return all.read(into, offset, Math.min(step, length));
    }
  }
}
