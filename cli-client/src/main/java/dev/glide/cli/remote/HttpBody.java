package dev.glide.cli.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The body of one answer: ends where its framing says (RFC 9112, section 6). One thread. */
final class HttpBody extends InputStream {
  private final HttpInput in;
  private final Framing framing;

  /** Bytes left of the body, or of the present piece of a chunked one. */
  private long left;

  private boolean ended;
  private boolean started;

  /** How an answer says where its body ends. */
  private enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private HttpBody(HttpInput in, Framing framing, long left) {
    this.in = in;
    this.framing = framing;
    this.left = left;
    this.ended = framing == Framing.LENGTH && left == 0;
  }

  /**
   * Finds out where the body of an answer ends.
   *
   * @throws HttpGarbled if its head does not tell
   */
  static HttpBody of(HttpInput in, HttpInput.Head head, String method) throws HttpGarbled {
    Map<String, String> headers = head.headers();
    int status = head.status();
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return new HttpBody(in, Framing.LENGTH, 0);
    }
    String encoding = headers.get("transfer-encoding");
    if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked")) {
        throw new HttpGarbled("a transfer encoding that was not asked for");
      }
      return new HttpBody(in, Framing.CHUNKED, 0);
    }
    String length = headers.get("content-length");
    return length == null
        ? new HttpBody(in, Framing.UNTIL_CLOSE, Long.MAX_VALUE)
        : new HttpBody(in, Framing.LENGTH, number(length, 10, 18));
  }

  private static long number(String text, int radix, int maxDigits) throws HttpGarbled {
    if (text.isEmpty() || text.length() > maxDigits) {
      throw new HttpGarbled("a length is malformed");
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        throw new HttpGarbled("a length is malformed");
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Whether all of it has been read, so that the next answer may follow. */
  boolean isDone() {
    return ended && framing != Framing.UNTIL_CLOSE;
  }

  /** Bytes of the body if its framing tells, else -1. */
  long length() {
    return framing == Framing.LENGTH ? left : -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (framing == Framing.CHUNKED && left == 0 && !ended) {
      nextPiece();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      return endOfConnection();
    }
    left -= count;
    ended = framing == Framing.LENGTH && left == 0;
    return count;
  }

  private int endOfConnection() throws EOFException {
    if (framing != Framing.UNTIL_CLOSE) {
      throw new EOFException("the answer was cut");
    }
    ended = true;
    return -1;
  }

  private void nextPiece() throws IOException {
    if (started && !in.line().isEmpty()) {
      throw new HttpGarbled("a piece is longer than it says");
    }
    started = true;
    String line = in.line();
    int extension = line.indexOf(';');
    left = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16, 15);
    if (left == 0) {
      in.headers();
      ended = true;
    }
  }
}
