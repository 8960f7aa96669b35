package dev.glide.cli.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glide.cli.failure.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames are written as RFC 6455 lays them out, section 5.2. */
@Timeout(120)
class WebSocketTest {

  @Test
  void answersAsTheStandardsOwnExample() {
    assertThat(WebSocket.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void readsMessagesWholeAndInPieces() throws Exception {
    byte[] long126 = text(300);
    byte[] long127 = text(65_536);
    try (Peer peer = new Peer()) {
      peer.say(frame(0x81, "hello".getBytes(UTF_8)));
      peer.say(frame(0x81, new byte[0]));
      peer.say(frame(0x81, long126));
      peer.say(frame(0x81, long127));
      peer.say(frame(0x01, "one ".getBytes(UTF_8)));
      peer.say(frame(0x89, "are you there?".getBytes(UTF_8)));
      peer.say(frame(0x00, "two ".getBytes(UTF_8)));
      peer.say(frame(0x80, "thrée".getBytes(UTF_8)));
      assertThat(peer.socket.next()).contains("hello");
      assertThat(peer.socket.next()).contains("");
      assertThat(peer.socket.next()).contains(new String(long126, UTF_8));
      assertThat(peer.socket.next()).contains(new String(long127, UTF_8));
      assertThat(peer.socket.next()).contains("one two thrée");
    }
  }

  @Test
  void readsAMessageThatComesTogetherWithTheAnswer() throws Exception {
    CannedServer.Script eager =
        peer -> {
          String head = peer.head();
          peer.say(accepted(head) + new String(frame(0x81, new byte[] {'h', 'i'}), ISO_8859_1));
          peer.socket.getInputStream().read();
        };
    try (CannedServer server = new CannedServer(eager);
        WebSocket socket = open(server)) {
      assertThat(socket.next()).contains("hi");
    }
  }

  @Test
  void answersPingsMasked() throws Exception {
    try (Peer peer = new Peer()) {
      peer.say(frame(0x89, "ping".getBytes(UTF_8)));
      peer.say(frame(0x81, new byte[0]));
      assertThat(peer.socket.next()).contains("");
      assertThat(peer.heard(0x8a)).isEqualTo("ping");
    }
  }

  @Test
  void passesOverPongsAndBinaryMessages() throws Exception {
    try (Peer peer = new Peer()) {
      peer.say(frame(0x8a, new byte[3]));
      peer.say(frame(0x02, new byte[300]));
      peer.say(frame(0x80, new byte[300]));
      peer.say(frame(0x81, new byte[] {'x'}));
      assertThat(peer.socket.next()).contains("x");
    }
  }

  @Test
  void answersACloseAndEnds() throws Exception {
    try (Peer peer = new Peer()) {
      peer.say(frame(0x88, new byte[] {3, (byte) 0xe9}));
      assertThat(peer.socket.next()).isEmpty();
      assertThat(peer.heard(0x88)).isEqualTo("\u0003\u00e9");
    }
  }

  @Test
  void leavesInOrder() throws Exception {
    try (Peer peer = new Peer()) {
      peer.socket.leave();
      assertThat(peer.heard(0x88)).isEqualTo("\u0003\u00e8");
    }
  }

  @Test
  void anEndWithoutACloseIsABreak() throws Exception {
    try (Peer peer = new Peer()) {
      peer.say(new byte[] {(byte) 0x81});
      peer.out().close();
      assertThatExceptionOfType(EOFException.class).isThrownBy(peer.socket::next);
    }
  }

  @Test
  void refusesWhatNoServerSays() throws Exception {
    byte[] masked = frame(0x81, new byte[5]);
    masked[1] |= (byte) 0x80;
    assertRefused(1002, masked);
    assertRefused(1002, frame(0xc1, new byte[1]));
    assertRefused(1002, frame(0x83, new byte[1]));
    assertRefused(1002, frame(0x8b, new byte[1]));
    assertRefused(1002, frame(0x80, new byte[1]));
    assertRefused(1002, frame(0x09, new byte[1]));
    assertRefused(1002, frame(0x89, new byte[126]));
    assertRefused(1002, frame(0x81, new byte[] {(byte) 0xc3, 0x28}));
    assertRefused(1002, frame(0x01, new byte[1]), frame(0x81, new byte[1]));
  }

  @Test
  void refusesMessagesThatAreTooLong() throws Exception {
    assertRefused(1009, Arrays.copyOf(frame(0x81, new byte[65_537]), 10));
    byte[] endless = {(byte) 0x81, 127, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0};
    assertRefused(1009, endless);
    assertRefused(1009, frame(0x01, new byte[65_536]), frame(0x00, new byte[1]));
    assertRefused(1009, frame(0x02, new byte[65_536]), frame(0x80, new byte[1]));
  }

  @Test
  void refusesAnAnswerToAnotherKey() throws Exception {
    CannedServer.Script wrong =
        peer -> {
          peer.head();
          peer.say(accepted("Sec-WebSocket-Key: another\r\n"));
        };
    try (CannedServer server = new CannedServer(wrong)) {
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> open(server))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo("not-glide"));
    }
  }

  @Test
  void refusesAServerThatStaysWithHttp() throws Exception {
    for (String answer :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 101 Fine\r\nUpgrade: glide/1\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n"
        }) {
      try (CannedServer server = new CannedServer(CannedServer.answering(answer))) {
        assertThatExceptionOfType(Failure.class)
            .isThrownBy(() -> open(server))
            .satisfies(failure -> assertThat(failure.code()).isEqualTo("not-glide"));
      }
    }
  }

  private static void assertRefused(int status, byte[]... frames) throws Exception {
    try (Peer peer = new Peer()) {
      for (byte[] each : frames) {
        peer.say(each);
      }
      assertThatExceptionOfType(HttpGarbled.class).isThrownBy(peer.socket::next);
      assertThat(peer.heard(0x88)).isEqualTo("" + (char) (status >> 8) + (char) (status & 0xff));
    }
  }

  /** Accepts, and says nothing. */
  static CannedServer.Script silent() {
    return peer -> {
      peer.say(accepted(peer.head()));
      peer.socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    };
  }

  private static String accepted(String head) {
    int at = head.indexOf("Sec-WebSocket-Key: ") + "Sec-WebSocket-Key: ".length();
    String key = head.substring(at, head.indexOf('\r', at));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
        + WebSocket.accept(key)
        + "\r\n\r\n";
  }

  private static byte[] text(int size) {
    byte[] text = new byte[size];
    Arrays.fill(text, (byte) 'a');
    return text;
  }

  /** An unmasked frame; the first byte says what it is. */
  private static byte[] frame(int first, byte[] payload) {
    int length = payload.length;
    byte[] head =
        length < 126
            ? new byte[] {(byte) first, (byte) length}
            : length < 65_536
                ? new byte[] {(byte) first, 126, (byte) (length >> 8), (byte) length}
                : new byte[] {
                  (byte) first,
                  127,
                  0,
                  0,
                  0,
                  0,
                  0,
                  (byte) (length >> 16),
                  (byte) (length >> 8),
                  (byte) length
                };
    byte[] frame = Arrays.copyOf(head, head.length + length);
    System.arraycopy(payload, 0, frame, head.length, length);
    return frame;
  }

  private static WebSocket open(CannedServer server) throws Failure, Refused {
    return WebSocket.open(
        Dialer.to(server.address(), Optional.empty()), HttpRequest.get("/relay/v1/presence"));
  }

  /** A socket and the server's end of it. */
  private static final class Peer implements AutoCloseable {
    private final CompletableFuture<CannedServer.Peer> far = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CannedServer server;
    final WebSocket socket;

    Peer() throws Exception {
      server =
          new CannedServer(peer -> {
            peer.say(accepted(peer.head()));
            far.complete(peer);
            done.join();
          });
      socket = open(server);
    }

    OutputStream out() throws Exception {
      return far.get(60, TimeUnit.SECONDS).socket.getOutputStream();
    }

    void say(byte[] bytes) throws Exception {
      out().write(bytes);
    }

    /** Reads a frame of this kind that the client has sent, and takes its mask off. */
    String heard(int first) throws Exception {
      InputStream in = far.get(60, TimeUnit.SECONDS).socket.getInputStream();
      byte[] head = in.readNBytes(6);
      assertThat(head[0] & 0xff).isEqualTo(first);
      assertThat(head[1] & 0x80).as("masked").isEqualTo(0x80);
      byte[] payload = in.readNBytes(head[1] & 0x7f);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= head[2 + i % 4];
      }
      return new String(payload, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      done.complete(null);
      socket.close();
      server.close();
    }
  }
}
