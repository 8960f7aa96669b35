package dev.glide.standalone.program;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server that a test can slow down, cut, or make silent. TCP on loopback, passed on
 * byte for byte. Little lies in the line itself, so that a fault in its middle is one in the middle
 * of what passes.
 */
public final class Wire implements AutoCloseable {
  /** What the line holds at most at each of its ends. */
  static final int BUFFER_BYTES = 64 << 10;

  private static final long SMALL_TALK = 64 << 10;

  private final InetSocketAddress target;
  private final ServerSocket door;
  private final Set<WireConnection> open = ConcurrentHashMap.newKeySet();
  private final Pace pace = new Pace();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private volatile OutputStream tap = OutputStream.nullOutputStream();
  private volatile Meddler meddler = (bytes, length) -> {};
  private volatile boolean isCut;

  private Wire(int port) throws IOException {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    door = new ServerSocket();
    door.setReceiveBufferSize(BUFFER_BYTES);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
  }

  /** A line to this port of this machine, whether or not somebody listens there now. */
  public static Wire to(int port) throws IOException {
    Wire wire = new Wire(port);
    Thread.ofVirtual().name("wire").start(wire::listen);
    return wire;
  }

  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** What is done to what passes, before it does. */
  @FunctionalInterface
  public interface Meddler {
    /**
     * May change the bytes.
     *
     * @throws IOException to break the connection
     */
    void meddle(byte[] bytes, int length) throws IOException;
  }

  /** Has somebody look at all that passes in either direction, from now on. */
  public Wire meddle(Meddler with) {
    meddler = with;
    return this;
  }

  /** Bytes a second, of all connections and both directions together. */
  public Wire pace(long bytesPerSecond) {
    pace.set(bytesPerSecond);
    return this;
  }

  /** Copies all that passes in either direction, as somebody could who listens on the way. */
  public void tap(OutputStream listener) {
    tap = listener;
  }

  /** Lets everything pass as fast as it can. */
  public void hurry() {
    pace.set(Pace.UNLIMITED);
  }

  /** Breaks what is open and refuses what comes, until {@link #mend}. */
  public void cut() {
    isCut = true;
    open.forEach(WireConnection::reset);
  }

  public void mend() {
    isCut = false;
  }

  /** Breaks what is open; what comes afterwards passes. */
  public void snap() {
    open.forEach(WireConnection::reset);
  }

  /**
   * What is open now stays open and is dead for ever: it swallows everything and says nothing, not
   * even that one of its ends has gone. What comes afterwards passes.
   */
  public void silence() {
    open.forEach(WireConnection::silence);
  }

  /** How many connections are open that have carried more than small talk. */
  public long busy() {
    return open.stream().filter(each -> each.passed() > SMALL_TALK).count();
  }

  /** How much has been passed on to the server so far. */
  public long up() {
    return up.get();
  }

  /** How much has been passed on from the server so far. */
  public long down() {
    return down.get();
  }

  @Override
  public void close() throws IOException {
    cut();
    door.close();
  }

  /** Waits until these bytes may pass. */
  void admit(byte[] bytes, int length) throws IOException, InterruptedException {
    meddler.meddle(bytes, length);
    pace.take(length);
    synchronized (pace) {
      tap.write(bytes, 0, length);
    }
  }

  private void listen() {
    try {
      while (true) {
        Socket client = door.accept();
        Thread.ofVirtual().name("wire-connection").start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The line has come to its end.
    }
  }

  private void serve(Socket client) {
    Socket server = new Socket();
    WireConnection connection = new WireConnection(client, server, this);
    open.add(connection);
    if (isCut) {
      connection.reset();
    }
    try {
      server.setReceiveBufferSize(BUFFER_BYTES);
      server.connect(target);
      connection.pass(up, down);
      connection.close();
    } catch (IOException | InterruptedException e) {
      // Nobody listens there, or one end has gone: the other one sees it.
      connection.reset();
    } finally {
      open.remove(connection);
    }
  }
}
