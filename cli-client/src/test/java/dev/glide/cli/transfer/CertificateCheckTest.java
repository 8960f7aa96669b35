package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.identity.Settings;
import dev.glide.shared.trace.Correlation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCheckTest {
  @TempDir Path folder;
  private FakeGlide server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeGlide();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What a doctor says of the certificate; whoever believes it has got it. */
  private List<Finding> found(TlsFront front, boolean believing) {
    return found(front.url(), believing ? Optional.of(front.certificate()) : Optional.empty());
  }

  private List<Finding> found(String url, Optional<Path> believed) {
    Settings settings =
        new Settings(
            Map.of("GLIDE_HOME", folder.resolve("home").toString()),
            Optional.empty(),
            Optional.of(url),
            believed,
            false);
    List<Finding> all = new ArrayList<>();
    new Doctor(settings, Clock.systemUTC(), Correlation.fresh(), all::add).examine();
    return all.stream().filter(finding -> finding.what().equals("certificate")).toList();
  }

  private static Finding only(List<Finding> found) {
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void saysWhatIsToBeKnownOfAGoodOne() throws Exception {
    try (TlsFront front =
        TlsFront.start(
            server.port(), folder, "dns:glide.example,ip:127.0.0.1", "-validity", "60")) {
      Finding finding = only(found(front, true));
      assertThat(finding.good()).isTrue();
      assertThat(finding.words())
          .contains("TLSv1.3", "glide.example", "by somebody's own", "expires in 60 d");
      assertThat(finding.hint()).isEmpty();
    }
  }

  @Test
  void warnsOfOneThatExpiresSoon() throws Exception {
    try (TlsFront front = TlsFront.start(server.port(), folder, "ip:127.0.0.1", "-validity", "3")) {
      Finding finding = only(found(front, true));
      assertThat(finding.good()).isTrue();
      assertThat(finding.hint().orElse("")).contains("renew");
    }
  }

  @Test
  void saysThatNobodyVouchesForIt() throws Exception {
    try (TlsFront front = TlsFront.start(server.port(), folder, "ip:127.0.0.1")) {
      Finding finding = only(found(front, false));
      assertThat(finding.good()).isFalse();
      assertThat(finding.words()).contains("signed by itself");
      assertThat(finding.hint().orElse("")).contains("--ca-file");
    }
  }

  @Test
  void saysForWhomItIs() throws Exception {
    try (TlsFront front =
        TlsFront.start(server.port(), folder, "dns:glide.example,dns:*.glide.example")) {
      Finding finding = only(found(front, true));
      assertThat(finding.good()).isFalse();
      assertThat(finding.words())
          .contains("not for 127.0.0.1", "only for glide.example, *.glide.example");
    }
  }

  @Test
  void saysThatItHasExpired() throws Exception {
    try (TlsFront front =
        TlsFront.start(
            server.port(), folder, "ip:127.0.0.1", "-startdate", "-20d", "-validity", "10")) {
      for (boolean believing : new boolean[] {true, false}) {
        Finding finding = only(found(front, believing));
        assertThat(finding.good()).isFalse();
        assertThat(finding.words()).contains("has expired on ");
      }
    }
  }

  @Test
  void saysThatItIsNotValidYet() throws Exception {
    try (TlsFront front =
        TlsFront.start(
            server.port(), folder, "ip:127.0.0.1", "-startdate", "+20d", "-validity", "10")) {
      for (boolean believing : new boolean[] {true, false}) {
        Finding finding = only(found(front, believing));
        assertThat(finding.good()).isFalse();
        assertThat(finding.words()).contains("not valid before ");
        assertThat(finding.hint().orElse("")).contains("clock");
      }
    }
  }

  @Test
  void saysThatNobodySpeaksTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));
      Finding finding = only(found("https://127.0.0.1:" + plain.getLocalPort(), Optional.empty()));
      assertThat(finding.good()).isFalse();
      assertThat(finding.words()).contains("does not speak TLS");
    }
  }

  /** As a server does that is asked in a language that it does not understand. */
  private static void answerPlainly(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket socket = plain.accept()) {
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // The client has gone, or the test has come to its end.
      }
    }
  }
}
