package dev.glide.cli.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP/1.1 heads and bytes from a stream, however small the pieces it comes in. One thread.
 */
final class HttpInput {
  static final int MAX_LINE_BYTES = 8 * 1024;
  static final int MAX_HEADERS = 100;
  private static final int BUFFER_BYTES = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;

  HttpInput(InputStream in) {
    this.in = in;
  }

  /** Whether something has come that was not read yet; never waits. */
  boolean ready() throws IOException {
    return at < end || in.available() > 0;
  }

  /** Status line and headers of an answer; the names of the headers in lower case. */
  record Head(int status, boolean http10, Map<String, String> headers) {}

  /**
   * Reads a head.
   *
   * @throws EOFException if the other side has closed before its first byte
   * @throws HttpGarbled if it is not a head, or larger than allowed
   */
  Head head() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("closed without an answer");
    }
    String status = line();
    if (!status.startsWith("HTTP/1.") || status.length() < 12 || status.charAt(8) != ' ') {
      throw new HttpGarbled("the answer is not HTTP/1.1");
    }
    Map<String, String> headers = headers();
    return new Head(statusCode(status), status.charAt(7) == '0', headers);
  }

  private static int statusCode(String line) throws HttpGarbled {
    int code = 0;
    for (int i = 9; i < 12; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new HttpGarbled("the answer has no status");
      }
      code = code * 10 + digit;
    }
    return code;
  }

  /** Reads header lines up to the empty line; repeated ones are joined with a comma. */
  Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int count = 0; ; count++) {
      String line = line();
      if (line.isEmpty()) {
        return headers;
      }
      if (count == MAX_HEADERS) {
        throw new HttpGarbled("more than " + MAX_HEADERS + " headers");
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || line.charAt(colon - 1) == ' ' || line.charAt(0) == ' ') {
        throw new HttpGarbled("a header is malformed");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
  }

  /** Reads a line without its end, {@code CR LF} or {@code LF}. */
  String line() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      if (at == end && !fill()) {
        throw new EOFException("closed in the middle of an answer");
      }
      byte next = buffer[at++];
      if (next == '\n') {
        int stop = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, stop, StandardCharsets.ISO_8859_1);
      }
      if (length == MAX_LINE_BYTES) {
        throw new HttpGarbled("a line of more than " + MAX_LINE_BYTES + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, 2 * length));
      }
      line[length++] = next;
    }
  }

  /**
   * Reads at least one byte, straight into {@code into} where nothing is buffered; -1 at the end.
   */
  int read(byte[] into, int offset, int length) throws IOException {
    if (at == end) {
      return in.read(into, offset, length);
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(0, count);
    return count > 0;
  }
}
