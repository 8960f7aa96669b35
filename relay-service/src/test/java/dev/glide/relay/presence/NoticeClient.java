package dev.glide.relay.presence;

import dev.glide.relay.RawClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The client's end of a WebSocket (RFC 6455), as far as presence needs it. */
final class NoticeClient implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final byte[] EMPTY_PONG = {(byte) 0x8a, (byte) 0x80, 1, 2, 3, 4};

  private final RawClient client;

  private NoticeClient(RawClient client) {
    this.client = client;
  }

  static NoticeClient connect(String origin, String token) throws IOException {
    return new NoticeClient(RawClient.presence(origin, token));
  }

  int status() {
    return client.status();
  }

  Map<String, String> headers() {
    return client.headers();
  }

  String body() throws IOException {
    return client.body();
  }

  boolean isOpen() {
    return !client.socket().isClosed();
  }

  /** The next text; pings on the way are answered. */
  String text() throws IOException {
    Frame frame = frame();
    while (frame.opcode() != TEXT) {
      answer(frame);
      frame = frame();
    }
    return frame.text();
  }

  void awaitPing() throws IOException {
    Frame frame = frame();
    while (frame.opcode() != PING) {
      frame = frame();
    }
    answer(frame);
  }

  /** Reads on without ever answering. */
  boolean readsUntilClosed() throws IOException {
    try {
      client.in().transferTo(java.io.OutputStream.nullOutputStream());
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  private void answer(Frame frame) throws IOException {
    if (frame.opcode() == PING) {
      client.send(EMPTY_PONG);
    }
  }

  private Frame frame() throws IOException {
    InputStream in = client.in();
    int first = in.read();
    int length = in.read();
    if (first < 0 || length < 0) {
      throw new EOFException("closed");
    }
    if (length == 126) {
      length = in.read() << 8 | in.read();
    }
    return new Frame(first & 0x0f, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private record Frame(int opcode, String text) {}
}
