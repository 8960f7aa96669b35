package dev.glide.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request for another protocol on the same connection, on loopback. */
record Upgrade(int port, String path, String bearer, String headers) {
  private static final int MOST_HEAD_BYTES = 8192;
  private static final String END = "\r\n\r\n";

  static Upgrade toLane(int port, String path, String ticket) {
    return new Upgrade(port, path, ticket, "Upgrade: glide/1\r\n");
  }

  static Upgrade toWebSocket(int port, String path, String token) {
    return new Upgrade(
        port,
        path,
        token,
        """
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        """);
  }

  /**
   * Connects and asks.
   *
   * @throws IllegalStateException with the answer, if it is not 101
   */
  SocketChannel connect() {
    try {
      SocketChannel socket =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request =
          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\n%sAuthorization: Bearer %s"
              .formatted(path, port, headers, bearer);
      ByteBuffer bytes = ByteBuffer.wrap((request + END).getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
      String head = head(socket);
      if (!head.startsWith("HTTP/1.1 101 ")) {
        ByteBuffer why = ByteBuffer.allocate(MOST_HEAD_BYTES);
        socket.read(why);
        socket.close();
        String problem = new String(why.array(), 0, why.position(), StandardCharsets.UTF_8);
        throw new IllegalStateException("%s: %s%s".formatted(path, head, problem));
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Byte for byte: what follows the head is not ours to read. */
  private static String head(SocketChannel socket) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf(END, Math.max(0, head.length() - END.length())) < 0) {
      if (socket.read(one.clear()) < 0 || head.length() > MOST_HEAD_BYTES) {
        throw new IOException("no whole answer: " + head);
      }
      head.append((char) one.get(0));
    }
    return head.toString();
  }
}
