package dev.glide.cli.rehearsal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Serves HTTP/1.1 on a free port of this machine, as far as glide's own client speaks it. */
public final class StrawServer implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int LONGEST_LINE = 16 * 1024;

  private final ServerSocket listener;
  private final StrawRelay relay = new StrawRelay();
  private final StrawRegistry registry = new StrawRegistry(relay::tell);

  private StrawServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** A request as the routes see it; what it does not say is empty. */
  static final class Request {
    final String method;
    final String path;
    final String token;
    final String upgrade;
    final String webSocketKey;
    final byte[] body;

    private Request(String requestLine, Map<String, String> headers, byte[] body) {
      String[] words = requestLine.split(" ", 3);
      String bearer = headers.getOrDefault("authorization", "");
      this.method = words[0];
      this.path = words[1];
      this.token = bearer.substring(bearer.indexOf(' ') + 1);
      this.upgrade = headers.getOrDefault("upgrade", "");
      this.webSocketKey = headers.getOrDefault("sec-websocket-key", "");
      this.body = body;
    }
  }

  /** An answer; the checksum is empty where there is none. */
  static final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;
    private final String checksum;

    private Answer(int status, String type, byte[] body, String checksum) {
      this.status = status;
      this.type = type;
      this.body = body;
      this.checksum = checksum;
    }

    static Answer json(int status, String text) {
      return new Answer(status, "application/json", text.getBytes(StandardCharsets.UTF_8), "");
    }

    static Answer bytes(byte[] body, String checksum) {
      return new Answer(200, "application/octet-stream", body, checksum);
    }

    static Answer nothing(int status) {
      return new Answer(status, "text/plain", new byte[0], "");
    }
  }

  public static StrawServer start() throws IOException {
    StrawServer server = new StrawServer(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
    daemon(server::accept);
    return server;
  }

  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: nobody calls any more.
    }
  }

  private static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().name("glide-straw").start(work);
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
      for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
        Request request = read(in, line);
        if (StrawRelay.isFor(request)) {
          // What follows comes through the socket itself: clients wait for the answer.
          relay.serve(request, socket);
          return;
        }
        write(out, registry.answer(request));
      }
    } catch (IOException e) {
      // The client has gone; so does its connection.
    }
  }

  private static Request read(InputStream in, String requestLine) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      int colon = Math.max(header.indexOf(':'), 0);
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(requestLine, headers, in.readNBytes(length));
  }

  /** A line without its end; empty at the end of the stream too. */
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
    }
    return line.toString();
  }

  private static void write(OutputStream out, Answer answer) throws IOException {
    String checksum = answer.checksum.isEmpty() ? "" : "Glide-Crc32c: " + answer.checksum + "\r\n";
    String head =
        "HTTP/1.1 " + answer.status + " Straw\r\nContent-Type: " + answer.type + "\r\n" + checksum;
    String length = answer.status == 204 ? "" : "Content-Length: " + answer.body.length + "\r\n";
    out.write((head + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
