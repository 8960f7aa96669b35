package dev.glide.cli.remote;

import static dev.glide.cli.remote.CannedServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @Test
  void keepsTheConnectionForTheNextRequest() throws Exception {
    try (CannedServer server = new CannedServer(answering(HELLO, HELLO));
        HttpConnection connection = connection(server)) {
      assertThat(text(connection, HttpRequest.get("/a"))).isEqualTo("hello");
      assertThat(text(connection, HttpRequest.get("/b"))).isEqualTo("hello");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void opensAnotherWhenTheServerCloses() throws Exception {
    String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
    try (CannedServer server = new CannedServer(answering(closing), answering(HELLO));
        HttpConnection connection = connection(server)) {
      text(connection, HttpRequest.get("/a"));
      assertThat(text(connection, HttpRequest.get("/b"))).isEqualTo("hello");
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void sendsARepeatableRequestAgainOnAStaleConnection() throws Exception {
    try (CannedServer server = new CannedServer(answering(HELLO), answering(HELLO));
        HttpConnection connection = connection(server)) {
      text(connection, HttpRequest.get("/a"));
      assertThat(text(connection, HttpRequest.get("/b"))).isEqualTo("hello");
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void neverSendsAnUnrepeatableRequestTwice() throws Exception {
    CannedServer.Script dropsTheSecond =
        peer -> {
          peer.request();
          peer.say(HELLO);
          peer.request();
        };
    try (CannedServer server = new CannedServer(dropsTheSecond, answering(HELLO));
        HttpConnection connection = connection(server)) {
      text(connection, HttpRequest.get("/a"));
      HttpRequest once = HttpRequest.post("/b", new byte[0]).once();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.exchange(once));
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void readsAnAnswerThatComesBeforeTheBodyIsSent() throws Exception {
    String refused = "HTTP/1.1 507 Full\r\nContent-Length: 4\r\n\r\nfull";
    CannedServer.Script refusesAtTheHead =
        peer -> {
          peer.head();
          peer.say(refused);
          // Room for the rest stays shut: only the answer lets the client go on.
          peer.socket.getInputStream().readNBytes(20_000_000);
        };
    try (CannedServer server = new CannedServer(refusesAtTheHead, answering(HELLO));
        HttpConnection connection = connection(server)) {
      byte[] body = new byte[64 * 1024 * 1024];
      HttpAnswer answer = connection.exchange(HttpRequest.put("/a", body, body.length));
      assertThat(answer.status()).isEqualTo(507);
      assertThat(answer.text(100)).isEqualTo("full");
      assertThat(text(connection, HttpRequest.get("/b"))).isEqualTo("hello");
    }
  }

  @Test
  void skipsInterimAnswers() throws Exception {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    try (CannedServer server = new CannedServer(answering(interim + HELLO));
        HttpConnection connection = connection(server)) {
      assertThat(text(connection, HttpRequest.get("/a"))).isEqualTo("hello");
    }
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    try (CannedServer server = new CannedServer(answering("SSH-2.0-OpenSSH_9.2\r\n"));
        HttpConnection connection = connection(server)) {
      assertThatExceptionOfType(HttpGarbled.class)
          .isThrownBy(() -> connection.exchange(HttpRequest.get("/a")))
          .withMessageContaining("not HTTP");
    }
  }

  @Test
  void refusesAHeadWithoutEnd() throws Exception {
    CannedServer.Script endless =
        peer -> {
          peer.request();
          peer.say("HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 10_000; i++) {
            peer.say("X-" + i + ": y\r\n");
          }
        };
    try (CannedServer server = new CannedServer(endless);
        HttpConnection connection = connection(server)) {
      assertThatExceptionOfType(HttpGarbled.class)
          .isThrownBy(() -> connection.exchange(HttpRequest.get("/a")))
          .withMessageContaining("100 headers");
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    CannedServer.Script silent =
        peer -> {
          peer.request();
          peer.socket.getInputStream().read();
        };
    try (CannedServer server = new CannedServer(silent)) {
      Dialer impatient =
          Dialer.to(server.address(), Optional.empty()).silence(Duration.ofMillis(200));
      try (HttpConnection connection = new HttpConnection(impatient)) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> connection.exchange(HttpRequest.get("/a")));
      }
    }
  }

  @Test
  void saysWhichAddressesWereTried() throws Exception {
    // Not the port of a server that has just been closed: for an instant that one still answers.
    ServerAddress nobody = ServerAddress.parse("http://127.0.0.1:1", false);
    try (HttpConnection connection = new HttpConnection(Dialer.to(nobody, Optional.empty()))) {
      assertThatExceptionOfType(ServerAway.class)
          .isThrownBy(() -> connection.exchange(HttpRequest.get("/a")))
          .withMessage("tried 127.0.0.1:" + nobody.port() + ": connection refused");
    }
  }

  private static HttpConnection connection(CannedServer server) throws Failure {
    return new HttpConnection(Dialer.to(server.address(), Optional.empty()));
  }

  private static String text(HttpConnection connection, HttpRequest request) throws IOException {
    return connection.exchange(request).text(1000);
  }
}
