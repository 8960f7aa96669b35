package dev.glide.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One keep-alive connection to loopback, with at most one request under way. */
final class Line {
  private static final int MOST_ANSWER_BYTES = 1 << 20;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_PIECE = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GOOD = "HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "\r\ncontent-length: ";
  private static final int UNKNOWN = -1;
  private static final int IN_PIECES = -2;

  private final SocketChannel socket;
  private final byte[] answer = new byte[MOST_ANSWER_BYTES];
  private final ByteBuffer into = ByteBuffer.wrap(answer);
  private long dueNanos;

  /** Where the answer's body begins, and its length, as soon as they are known. */
  private int bodyAt = UNKNOWN;

  private int bodyLength = UNKNOWN;

  Line(int port, Selector selector) throws IOException {
    socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.configureBlocking(false);
    socket.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends a request that was due at a certain time. */
  void ask(ByteBuffer request, long due) throws IOException {
    into.clear();
    bodyAt = UNKNOWN;
    bodyLength = UNKNOWN;
    dueNanos = due;
    // A request is much smaller than what a connection takes in: this hardly ever goes round twice.
    while (request.hasRemaining()) {
      socket.write(request);
    }
  }

  /** Takes what has come; returns whether that is the whole answer. */
  boolean hear() throws IOException {
    if (socket.read(into) < 0) {
      throw new IOException("the server has closed a connection after " + text());
    }
    if (bodyAt < 0) {
      readHead();
    }
    return bodyAt >= 0 && isWhole();
  }

  private void readHead() throws IOException {
    int end = find(HEAD_END, into.position());
    if (end < 0) {
      return;
    }
    if (!Arrays.equals(answer, 0, GOOD.length, GOOD, 0, GOOD.length)) {
      throw new IOException("the server answers " + text());
    }
    bodyAt = end + HEAD_END.length;
    String head = new String(answer, 0, bodyAt, StandardCharsets.US_ASCII);
    int at = indexOfLength(head);
    bodyLength =
        at < 0 ? IN_PIECES : Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
  }

  private static int indexOfLength(String head) {
    for (int i = 0; i + LENGTH.length() < head.length(); i++) {
      if (head.regionMatches(true, i, LENGTH, 0, LENGTH.length())) {
        return i + LENGTH.length();
      }
    }
    return UNKNOWN;
  }

  private boolean isWhole() {
    int end = into.position();
    if (bodyLength != IN_PIECES) {
      return end >= bodyAt + bodyLength;
    }
    // JSON has no line breaks of this kind: what looks like the last piece is it.
    return end >= bodyAt + LAST_PIECE.length
        && Arrays.equals(answer, end - LAST_PIECE.length, end, LAST_PIECE, 0, LAST_PIECE.length);
  }

  private int find(byte[] what, int end) {
    for (int i = 0; i + what.length <= end; i++) {
      if (Arrays.equals(answer, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return UNKNOWN;
  }

  long dueNanos() {
    return dueNanos;
  }

  private String text() {
    return new String(answer, 0, into.position(), StandardCharsets.UTF_8);
  }

  void close() throws IOException {
    socket.close();
  }
}
