package dev.glide.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client on a bare socket: sends a request head, reads an answer's head, then plain bytes. */
public final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int status;
  private Map<String, String> headers = Map.of();

  /** Connects to an origin. */
  public RawClient(String origin) throws IOException {
    URI uri = URI.create(origin);
    socket = new Socket();
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Asks for a lane of a session. */
  public static RawClient lane(String origin, String path, String ticket) throws IOException {
    RawClient client = new RawClient(origin);
    client.ask(
        "GET " + path + " HTTP/1.1",
        "Authorization: Bearer " + ticket,
        "Connection: Upgrade",
        "Upgrade: glide/1");
    return client;
  }

  /** Asks for the WebSocket by which a device is online. */
  public static RawClient presence(String origin, String token) throws IOException {
    RawClient client = new RawClient(origin);
    client.ask(
        "GET /relay/v1/presence HTTP/1.1",
        "Authorization: Bearer " + token,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
    return client;
  }

  /** Sends a request head and reads the answer's. */
  public RawClient ask(String... lines) throws IOException {
    send(
        (String.join("\r\n", lines) + "\r\nHost: glide\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    String[] answer = readHead().split("\r\n", -1);
    status = Integer.parseInt(answer[0].substring(9, 12));
    headers = new TreeMap<>();
    for (String line : answer) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
    }
    return this;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The body of an answer that has a length. */
  public String body() throws IOException {
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  public RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public String read(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** All that comes until the other side closes. */
  public String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  public InputStream in() {
    return in;
  }

  public OutputStream out() {
    return out;
  }

  public Socket socket() {
    return socket;
  }

  /** Says that nothing more will be sent. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
