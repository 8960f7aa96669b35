package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ServerSocket server;
  private Wire wire;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    wire = Wire.to(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    server.close();
  }

  @Test
  void passesBothWaysAndTheEnds() throws Exception {
    byte[] sent = new byte[3 << 20];
    new Random(1).nextBytes(sent);
    try (Socket client = call();
        Socket answering = server.accept()) {
      Thread.ofVirtual().start(() -> write(client, sent));
      assertThat(answering.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      client.shutdownOutput();
      assertThat(answering.getInputStream().read()).isEqualTo(-1);
      answering.getOutputStream().write(Arrays.copyOf(sent, 100));
      answering.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(Arrays.copyOf(sent, 100));
    }
    assertThat(wire.up()).isEqualTo(sent.length);
    assertThat(wire.down()).isEqualTo(100);
  }

  @Test
  void holdsBackWhatIsPaced() throws Exception {
    wire.pace(1);
    try (Socket client = call();
        Socket answering = server.accept()) {
      client.getOutputStream().write(1);
      assertThat(answering.getInputStream().read()).isEqualTo(1);
      client.getOutputStream().write(2);
      answering.setSoTimeout(100);
      assertThatThrownBy(() -> answering.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      wire.hurry();
      answering.setSoTimeout((int) PATIENCE.toMillis());
      assertThat(answering.getInputStream().read()).isEqualTo(2);
    }
  }

  @Test
  void breaksAndRefusesWhileItIsCut() throws Exception {
    try (Socket client = call();
        Socket answering = server.accept()) {
      wire.cut();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> answering.getInputStream().read())
          .isInstanceOf(SocketException.class);
    }
    try (Socket refused = call()) {
      assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    wire.mend();
    try (Socket client = call();
        Socket answering = server.accept()) {
      client.getOutputStream().write(7);
      assertThat(answering.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void swallowsEverythingOnceSilent() throws Exception {
    try (Socket client = call();
        Socket answering = server.accept()) {
      client.getOutputStream().write(1);
      assertThat(answering.getInputStream().read()).isEqualTo(1);
      wire.silence();
      write(client, new byte[4 << 20]);
      client.shutdownOutput();
      answering.setSoTimeout(100);
      assertThatThrownBy(() -> answering.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      try (Socket later = call();
          Socket alive = server.accept()) {
        later.getOutputStream().write(3);
        assertThat(alive.getInputStream().read()).isEqualTo(3);
      }
    }
  }

  @Test
  void tellsTheClientWhenNobodyListens() throws Exception {
    server.close();
    try (Socket client = call()) {
      client.setSoTimeout((int) PATIENCE.toMillis());
      await().atMost(PATIENCE).until(() -> isBroken(client));
    }
  }

  private static boolean isBroken(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException broken) {
      return true;
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Socket call() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(wire.url()).getPort());
  }
}
