package dev.glide.chunks.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a server and lets each connection come to the end that it is given; can also
 * be as if nobody were there.
 */
public final class FaultyLine implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
          + "<Message>Please reduce your request rate.</Message></Error>";

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Supplier<Fate> fates;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CountDownLatch silence;
  private volatile boolean gone;

  /** Listens on a port of its own. */
  public FaultyLine(ServerSocket listener, int serverPort, Supplier<Fate> fates) {
    this.listener = listener;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    this.fates = fates;
    Thread.ofVirtual().start(this::accept);
  }

  public static FaultyLine to(int serverPort, Supplier<Fate> fates) throws IOException {
    return new FaultyLine(
        new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), serverPort, fates);
  }

  /** One that lets everything pass until it is told otherwise. */
  public static FaultyLine sound(int serverPort) throws IOException {
    return to(serverPort, () -> Fate.Sound.SOUND);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Cuts all connections, and each new one at once. */
  public void go() {
    gone = true;
    open.forEach(FaultyLine::reset);
  }

  /** Holds everything back, without a word. */
  public void fallSilent() {
    silence = new CountDownLatch(1);
  }

  /** Ends {@link #go} and {@link #fallSilent}. */
  public void comeBack() {
    gone = false;
    CountDownLatch held = silence;
    silence = null;
    if (held != null) {
      held.countDown();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (gone) {
          reset(client);
        } else {
          Thread.ofVirtual().start(() -> serve(client));
        }
      } catch (IOException e) {
        // Closed, or a client that was gone before it was here.
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      switch (fates.get()) {
        case Fate.Refused _ -> refuse(client);
        case Fate.Broken broken -> join(client, broken);
        case Fate.Sound _ -> join(client, new Fate.Broken(false, Long.MAX_VALUE, Fate.End.CUT));
      }
    } catch (IOException e) {
      // One of both is gone: so is the line.
    } finally {
      open.remove(client);
    }
  }

  /** Answers before the request has come to its end, as a server does that has too much to do. */
  private static void refuse(Socket client) throws IOException {
    byte[] head = new byte[BLOCK];
    if (client.getInputStream().read(head) < 0) {
      return;
    }
    String answer =
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n"
            .formatted(SLOW_DOWN.length());
    OutputStream out = client.getOutputStream();
    out.write(
        (answer + "Connection: close\r\n\r\n" + SLOW_DOWN).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    client.shutdownOutput();
    // What still comes is read, or the reset would take the answer along.
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void join(Socket client, Fate.Broken fate) throws IOException {
    try (Socket upstream = new Socket()) {
      upstream.connect(server);
      open.add(upstream);
      Thread up =
          Thread.ofVirtual().start(() -> pump(client, upstream, fate.inRequest() ? fate : null));
      pump(upstream, client, fate.inRequest() ? null : fate);
      up.join();
      open.remove(upstream);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to, Fate.@Nullable Broken fate) {
    long left = fate == null ? Long.MAX_VALUE : fate.afterBytes();
    byte[] block = new byte[BLOCK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        awaitVoice();
        int passed = (int) Math.min(got, left);
        out.write(block, 0, passed);
        left -= passed;
        if (fate != null && left == 0) {
          end(fate.end(), from, to);
          return;
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private static void end(Fate.End end, Socket from, Socket to) throws IOException {
    switch (end) {
      case RESET -> {
        reset(from);
        reset(to);
      }
      case CUT -> {
        from.close();
        to.close();
      }
      // Takes all that comes and hands on nothing, until somebody has enough of it.
      case STALL -> from.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private void awaitVoice() throws IOException {
    CountDownLatch held = silence;
    if (held != null) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      // Closing without waiting for what is still to be sent is a reset.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    comeBack();
    open.forEach(FaultyLine::reset);
  }
}
