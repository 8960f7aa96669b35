package dev.glide.cli.remote;

import dev.glide.shared.api.Headers;
import dev.glide.shared.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request. Its body is a part of an array that must be left alone until the answer is there.
 */
public final class HttpRequest {
  private static final byte[] NOTHING = {};

  private final String method;
  private final String path;

  /** Name, value, name, value, … */
  private final List<String> headers;

  private final byte[] body;
  private final int bodyLength;
  private final boolean repeatable;

  private HttpRequest(
      String method,
      String path,
      List<String> headers,
      byte[] body,
      int bodyLength,
      boolean repeatable) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.bodyLength = bodyLength;
    this.repeatable = repeatable;
  }

  public static HttpRequest get(String path) {
    return new HttpRequest("GET", path, List.of(), NOTHING, 0, true);
  }

  public static HttpRequest head(String path) {
    return new HttpRequest("HEAD", path, List.of(), NOTHING, 0, true);
  }

  public static HttpRequest delete(String path) {
    return new HttpRequest("DELETE", path, List.of(), NOTHING, 0, true);
  }

  public static HttpRequest put(String path, byte[] body, int length) {
    return new HttpRequest("PUT", path, List.of(), body, length, true);
  }

  /** A POST that does no more when it is sent twice. */
  public static HttpRequest post(String path, byte[] body) {
    return new HttpRequest("POST", path, List.of(), body, body.length, true);
  }

  /**
   * The same with one more header.
   *
   * @throws IllegalArgumentException if the value holds a line break, which would let it write
   *     headers of its own
   */
  public HttpRequest header(String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a header holds a line break");
    }
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new HttpRequest(method, path, more, body, bodyLength, repeatable);
  }

  /** The same, never sent a second time by itself. */
  public HttpRequest once() {
    return new HttpRequest(method, path, headers, body, bodyLength, false);
  }

  String method() {
    return method;
  }

  byte[] body() {
    return body;
  }

  int bodyLength() {
    return bodyLength;
  }

  /** Whether sending it twice does no more than sending it once. */
  boolean repeatable() {
    return repeatable;
  }

  /** As it is sent over what {@code dialer} opens. */
  byte[] headBytes(Dialer dialer) {
    StringBuilder text = new StringBuilder(512);
    text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
    text.append(dialer.address().authority()).append("\r\n").append(Headers.CORRELATION);
    text.append(": ").append(dialer.correlation().id()).append("\r\n").append(TraceParent.NAME);
    text.append(": ").append(TraceParent.of(dialer.correlation()).text());
    for (int i = 0; i < headers.size(); i += 2) {
      text.append("\r\n").append(headers.get(i)).append(": ").append(headers.get(i + 1));
    }
    if (bodyLength > 0 || method.equals("POST") || method.equals("PUT")) {
      text.append("\r\nContent-Length: ").append(bodyLength);
    }
    return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
