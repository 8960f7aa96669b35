package dev.glide.cli.remote;

import dev.glide.shared.trace.Correlation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive HTTP/1.1 connection to a server, opened when first needed and again whenever the
 * server has closed it. One request at a time, by one thread; {@link #close} may come from any.
 */
public final class HttpConnection implements AutoCloseable {
  /** Between two writes of this size the client looks whether an answer has come early. */
  private static final int WRITE_BYTES = 256 * 1024;

  /** Head and body go out as one piece up to this size, so that they share a packet. */
  private static final int SMALL_BYTES = 16 * 1024;

  private static final int MAX_INTERIM_ANSWERS = 16;

  private final Dialer dialer;
  private volatile @Nullable Socket socket;
  private volatile boolean closed;
  private @Nullable HttpInput in;
  private @Nullable HttpAnswer previous;

  /** Whether the server still expects the rest of a body, so that nothing else can be said here. */
  private boolean cut;

  public HttpConnection(Dialer dialer) {
    this.dialer = dialer;
  }

  public ServerAddress address() {
    return dialer.address();
  }

  Correlation correlation() {
    return dialer.correlation();
  }

  /**
   * Sends a request and reads the head of its answer. A request on a connection that turns out to
   * be stale is sent once more on a new one, if it is repeatable.
   *
   * @throws ServerAway if no connection can be made
   * @throws IOException if the connection breaks before the answer has begun, or the answer is not
   *     HTTP
   */
  public HttpAnswer exchange(HttpRequest request) throws IOException {
    HttpAnswer before = previous;
    if (before != null && (cut || !before.leavesConnectionOpen())) {
      drop();
    }
    if (socket != null) {
      try {
        return attempt(request);
      } catch (HttpGarbled | SSLException e) {
        drop();
        throw e;
      } catch (IOException stale) {
        drop();
        if (closed || !request.repeatable()) {
          throw stale;
        }
      }
    }
    open();
    try {
      return attempt(request);
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  private void open() throws IOException {
    Socket fresh = dialer.dial();
    socket = fresh;
    in = new HttpInput(fresh.getInputStream());
    if (closed) {
      drop();
      throw new IOException("the connection has been closed");
    }
  }

  private HttpAnswer attempt(HttpRequest request) throws IOException {
    Socket open = socket;
    HttpInput input = in;
    if (open == null || input == null) {
      throw new IOException("the connection has been closed");
    }
    cut = !send(request, open.getOutputStream(), input);
    HttpInput.Head head = input.head();
    // 101 ends HTTP on this connection; other 1xx only announce the answer.
    for (int i = 0; head.status() < 200 && head.status() != 101; i++) {
      if (i == MAX_INTERIM_ANSWERS) {
        throw new HttpGarbled("interim answers without end");
      }
      head = input.head();
    }
    HttpAnswer answer = new HttpAnswer(head, HttpBody.of(input, head, request.method()));
    previous = answer;
    return answer;
  }

  /** Returns false if the answer came, or the way out broke, before all was sent. */
  private boolean send(HttpRequest request, OutputStream out, HttpInput input) throws IOException {
    byte[] head = request.headBytes(dialer);
    byte[] body = request.body();
    int length = request.bodyLength();
    if (head.length + length <= SMALL_BYTES) {
      byte[] whole = Arrays.copyOf(head, head.length + length);
      System.arraycopy(body, 0, whole, head.length, length);
      out.write(whole);
      return true;
    }
    out.write(head);
    try {
      for (int at = 0; at < length; at += WRITE_BYTES) {
        if (at > 0 && input.ready()) {
          return false;
        }
        out.write(body, at, Math.min(WRITE_BYTES, length - at));
      }
      return true;
    } catch (IOException broken) {
      // A server that refuses answers and closes: its words may wait to be read, and say why.
      if (closed || !answerWaits(input)) {
        throw broken;
      }
      return false;
    }
  }

  private static boolean answerWaits(HttpInput input) {
    try {
      return input.ready();
    } catch (IOException e) {
      return false;
    }
  }

  /** The address that is connected to, or nothing. */
  String peer() {
    Socket open = socket;
    return open == null ? "" : String.valueOf(open.getRemoteSocketAddress()).replace("/", "");
  }

  private void drop() {
    Socket open = socket;
    socket = null;
    in = null;
    previous = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way, and nothing on it is waited for any more.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // As above.
      }
    }
  }
}
