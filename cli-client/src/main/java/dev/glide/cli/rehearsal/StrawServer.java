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
import java.util.Locale;

/** Serves HTTP/1.1 on a free port of this machine, as far as glide's own client speaks it. */
public final class StrawServer implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int LONGEST_LINE = 16 * 1024;

  private final ServerSocket listener;
  private final StrawRelay relay = new StrawRelay();
  private final StrawRegistry registry = new StrawRegistry(relay);

  private StrawServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** A request as the routes see it; the token, and what it is to become, are empty without. */
  static final class Request {
    final String method;
    final String path;
    String token = "";
    String upgrade = "";
    String upgradeKey = "";
    byte[] body = new byte[0];

    private Request(String method, String path) {
      this.method = method;
      this.path = path;
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

  /** Waits until somebody is online; returns whether they have come. */
  public boolean awaitOnline(String handle) throws InterruptedException {
    return relay.await(registry.device(handle));
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
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
        if (!request.upgrade.isEmpty()) {
          relay.serve(request, socket, in);
          return;
        }
        write(out, registry.answer(request));
      }
    } catch (IOException e) {
      // The client has gone; so does its connection.
    }
  }

  private static Request read(InputStream in, String requestLine) throws IOException {
    String[] words = requestLine.split(" ", 3);
    Request request = new Request(words[0], words[1]);
    int length = 0;
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "authorization" -> request.token = value.substring(value.indexOf(' ') + 1);
        case "upgrade" -> request.upgrade = value;
        case "sec-websocket-key" -> request.upgradeKey = value;
        default -> {}
      }
    }
    request.body = in.readNBytes(length);
    return request;
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
