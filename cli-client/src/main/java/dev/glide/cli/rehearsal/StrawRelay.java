package dev.glide.cli.rehearsal;

import dev.glide.cli.rehearsal.StrawServer.Request;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The relay of the server of straw: pairs whoever asks for the same lane, and tells everybody. */
final class StrawRelay {
  private static final String ROOT = "/relay/v1/";
  private static final String WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3
  private static final int TEXT = 0x81;
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Map<String, Lane> waiting = new HashMap<>();
  private final List<Socket> present = new CopyOnWriteArrayList<>();

  /** Two who meet; open as long as either may still say something. */
  private static final class Lane {
    final CompletableFuture<Socket> first = new CompletableFuture<>();
    final CompletableFuture<Socket> second = new CompletableFuture<>();
    final CountDownLatch open = new CountDownLatch(2);
  }

  static boolean isFor(Request request) {
    return request.path.startsWith(ROOT) && !request.upgrade.isEmpty();
  }

  /** Takes over a connection until it ends. */
  void serve(Request request, Socket socket) throws IOException {
    if (request.path.equals(ROOT + "presence")) {
      enter(request, socket);
    } else {
      pair(request, socket);
    }
  }

  private void enter(Request request, Socket socket) throws IOException {
    answer(socket, "websocket", "Sec-WebSocket-Accept: " + accepted(request.webSocketKey) + "\r\n");
    say(socket, new Notice(Notice.READY, null));
    present.add(socket);
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    present.remove(socket);
  }

  /** Tells everybody who is there. */
  void tell(String kind, UUID transfer) {
    present.removeIf(each -> !hears(each, new Notice(kind, transfer)));
  }

  private static boolean hears(Socket socket, Notice notice) {
    try {
      say(socket, notice);
      return true;
    } catch (IOException e) {
      // It has just left.
      return false;
    }
  }

  private static void say(Socket socket, Notice notice) throws IOException {
    byte[] text = Json.write(notice).getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[2 + text.length];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) text.length; // a notice is shorter than 126 bytes
    System.arraycopy(text, 0, frame, 2, text.length);
    synchronized (socket) {
      socket.getOutputStream().write(frame);
    }
  }

  /** Each side's own thread passes on what comes from it; both stay until both are through. */
  private void pair(Request request, Socket socket) throws IOException {
    answer(socket, "glide/1", "");
    Lane lane;
    boolean isFirst;
    synchronized (waiting) {
      Lane begun = waiting.remove(request.path);
      isFirst = begun == null;
      lane = begun == null ? new Lane() : begun;
      if (isFirst) {
        waiting.put(request.path, lane);
      }
    }
    (isFirst ? lane.first : lane.second).complete(socket);
    Socket partner = (isFirst ? lane.second : lane.first).join();
    pass(socket, partner);
    lane.open.countDown();
    try {
      lane.open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One of them has gone; the other notices.
      return;
    }
  }

  private static void answer(Socket socket, String protocol, String more) throws IOException {
    String head =
        "HTTP/1.1 101 Straw\r\nConnection: Upgrade\r\nUpgrade: "
            + protocol
            + "\r\n"
            + more
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String accepted(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + WEB_SOCKET).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
