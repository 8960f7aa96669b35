package dev.glide.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each connection by a script, byte for byte; records what it is asked. */
final class CannedServer implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Script> scripts;
  final List<String> heads = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();

  /** What to do with one connection. */
  interface Script {
    void run(Peer peer) throws IOException;
  }

  CannedServer(Script... scripts) throws IOException {
    this.scripts = List.of(scripts);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  /** Reads a request, then answers it, as many times as there are answers. */
  static Script answering(String... answers) {
    return peer -> {
      for (String each : answers) {
        peer.request();
        peer.say(each);
      }
    };
  }

  ServerAddress address() {
    return new ServerAddress(false, "127.0.0.1", listening.getLocalPort());
  }

  private void serve() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        int number = connections.getAndIncrement();
        Thread.ofVirtual().start(() -> play(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void play(Socket socket, int number) {
    try (socket) {
      scripts.get(Math.min(number, scripts.size() - 1)).run(new Peer(socket));
    } catch (IOException e) {
      // The client has gone: that is its right.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** One connection as the server has it. */
  final class Peer {
    final Socket socket;
    private final InputStream in;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a head and the body that it announces. */
    String request() throws IOException {
      String head = head();
      int at = head.indexOf("Content-Length: ");
      if (at >= 0) {
        in.readNBytes(Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at))));
      }
      return head;
    }

    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the client has closed");
        }
        head.append((char) next);
      }
      heads.add(head.toString());
      return head.toString();
    }
  }
}
