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
import java.util.Map;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The relay of straw: one presence socket for each device, and lanes on which whoever asks for the
 * same address meets. Each connection has a thread of its own.
 */
final class StrawRelay {
  private static final long PATIENCE_SECONDS = 30;
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int WHOLE_TEXT = 0x81;

  private final Map<String, OutputStream> present = new HashMap<>();
  private final Map<String, Exchanger<Socket>> lanes = new HashMap<>();

  /** Serves a connection that leaves HTTP, until it ends. */
  void serve(Request request, Socket socket, InputStream in) throws IOException {
    String key = request.upgradeKey;
    String extra = key.isEmpty() ? "" : "Sec-WebSocket-Accept: " + accept(key) + "\r\n";
    String head =
        "HTTP/1.1 101 Straw\r\nConnection: Upgrade\r\nUpgrade: "
            + request.upgrade
            + "\r\n"
            + extra
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    if (request.upgrade.equals("websocket")) {
      stay(request.token, socket.getOutputStream(), in);
    } else {
      meet(request.path, socket, in);
    }
  }

  private void stay(String device, OutputStream out, InputStream in) throws IOException {
    synchronized (this) {
      present.put(device, out);
      notifyAll();
    }
    try {
      tell(device, new Notice(Notice.READY, null));
      in.transferTo(OutputStream.nullOutputStream());
    } finally {
      synchronized (this) {
        present.remove(device, out);
      }
    }
  }

  synchronized boolean isPresent(String device) {
    return present.containsKey(device);
  }

  /** Tells a device, if it is there. */
  synchronized void tell(String device, Notice notice) {
    OutputStream out = present.get(device);
    if (out == null) {
      return;
    }
    byte[] text = Json.write(notice).getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[2 + text.length];
    frame[0] = (byte) WHOLE_TEXT;
    frame[1] = (byte) text.length;
    System.arraycopy(text, 0, frame, 2, text.length);
    try {
      out.write(frame);
    } catch (IOException e) {
      present.remove(device, out);
    }
  }

  /** Waits until a device is there; returns whether it has come. */
  synchronized boolean await(String device) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (long left = end - System.nanoTime(); !isPresent(device); left = end - System.nanoTime()) {
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Waits for the partner, and passes on to it what comes in here. */
  private void meet(String lane, Socket socket, InputStream in) throws IOException {
    Exchanger<Socket> meeting;
    synchronized (this) {
      meeting = lanes.computeIfAbsent(lane, _ -> new Exchanger<>());
    }
    try {
      Socket partner = meeting.exchange(socket, PATIENCE_SECONDS, TimeUnit.SECONDS);
      try (partner) {
        in.transferTo(partner.getOutputStream());
        partner.shutdownOutput();
        // Once more, so that neither closes what the other still writes to.
        var _ = meeting.exchange(socket, PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (TimeoutException e) {
      throw new IOException("nobody came to " + lane, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What a server answers to a key (RFC 6455, section 4.2.2). */
  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
