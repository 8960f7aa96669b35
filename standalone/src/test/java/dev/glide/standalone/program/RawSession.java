package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** One connection of a session as anybody could make it who has the ticket, at any relay. */
public final class RawSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Socket socket;
  private final String head;

  private RawSession(Socket socket, String head) {
    this.socket = socket;
    this.head = head;
  }

  /**
   * Asks the relay at this port of this machine for lane 0, and reads the head of its answer.
   *
   * @param grant a {@code SessionGrant}
   */
  public static RawSession ask(int port, JsonNode grant, String... moreHeaders) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    StringBuilder request = new StringBuilder();
    request.append("GET /relay/v1/sessions/").append(grant.path("session").asText());
    request.append("?lane=0 HTTP/1.1\r\nHost: 127.0.0.1:").append(port).append("\r\n");
    request.append("Connection: Upgrade\r\nUpgrade: glide/1\r\nAuthorization: Bearer ");
    request.append(grant.path("ticket").path("token").asText()).append("\r\n");
    Arrays.stream(moreHeaders).forEach(each -> request.append(each).append("\r\n"));
    socket.getOutputStream().write(bytes(request.append("\r\n").toString()));
    return new RawSession(socket, readHead(socket));
  }

  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The rest of an answer that is no upgrade. */
  public String body() throws IOException {
    int length =
        head.lines()
            .map(line -> line.split(": ", 2))
            .filter(field -> field[0].equalsIgnoreCase("content-length"))
            .mapToInt(field -> Integer.parseInt(field[1]))
            .findFirst()
            .orElseThrow();
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  public void write(String text) throws IOException {
    socket.getOutputStream().write(bytes(text));
  }

  public void requireRead(String expected) throws IOException {
    byte[] read = socket.getInputStream().readNBytes(bytes(expected).length);
    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Not a byte further: what follows belongs to the session. */
  private static String readHead(Socket socket) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      assertThat(next).as("a whole answer after: %s", head).isNotNegative();
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
