package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/**
 * A connection that has left HTTP: after 101, bytes both ways. One thread reads while another
 * writes; {@link #close} may come from any and ends both.
 */
public final class RawConnection implements AutoCloseable {
  private final Dialer.Line line;
  private final HttpInput in;
  private final OutputStream out;
  private final HttpInput.Head head;

  private RawConnection(Dialer.Line line, HttpInput in, OutputStream out, HttpInput.Head head) {
    this.line = line;
    this.in = in;
    this.out = out;
    this.head = head;
  }

  /**
   * Asks a server to leave HTTP.
   *
   * @param protocol what to go over to
   * @throws Refused if the server answers that it won't
   * @throws Failure if it can't be reached, or does not speak HTTP
   */
  static RawConnection open(Dialer dialer, HttpRequest request, String protocol)
      throws Failure, Refused {
    HttpRequest asking = request.header("Connection", "Upgrade").header("Upgrade", protocol);
    try {
      Dialer.Line line = dialer.dialLine();
      try {
        return upgraded(line, asking, dialer, protocol);
      } catch (IOException | RuntimeException | Refused e) {
        line.plain().close();
        throw e;
      }
    } catch (IOException e) {
      throw Refusals.away(dialer.address(), e);
    }
  }

  private static RawConnection upgraded(
      Dialer.Line line, HttpRequest request, Dialer dialer, String protocol)
      throws IOException, Refused {
    OutputStream out = line.socket().getOutputStream();
    out.write(request.headBytes(dialer));
    HttpInput in = new HttpInput(line.socket().getInputStream());
    HttpInput.Head head = in.head();
    if (head.status() != 101) {
      HttpAnswer answer = new HttpAnswer(head, HttpBody.of(in, head, request.method()));
      if (answer.isGood() || head.status() < 200) {
        throw new HttpGarbled("it does not leave HTTP (status " + head.status() + ")");
      }
      throw new Refused(Refusal.read(answer, dialer.correlation()));
    }
    if (!protocol.equalsIgnoreCase(head.headers().get("upgrade"))) {
      throw new HttpGarbled("it goes over to another protocol than was asked for");
    }
    return new RawConnection(line, in, out, head);
  }

  /** A header of the answer that ended HTTP; empty if it is not there. */
  String header(String lowerCaseName) {
    return head.headers().getOrDefault(lowerCaseName, "");
  }

  /** Reads at least one byte; -1 at the end. */
  public int read(byte[] into, int from, int length) throws IOException {
    return in.read(into, from, length);
  }

  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /** How long one read waits at most; {@link Duration#ZERO} for ever. */
  public void silence(Duration limit) throws IOException {
    line.socket().setSoTimeout((int) limit.toMillis());
  }

  /** Whether this machine still has the address that the connection was made from. */
  boolean isRooted() {
    try {
      return NetworkInterface.getByInetAddress(line.plain().getLocalAddress()) != null;
    } catch (SocketException e) {
      // Nothing is known of the machine's addresses: the other side's silence has to tell.
      return true;
    }
  }

  /** Says that nothing more will be written. */
  public void finish() throws IOException {
    line.socket().shutdownOutput();
  }

  /** Closes at once, without waiting for a write under way. */
  @Override
  public void close() {
    close(line.plain());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way, and nothing on it is waited for any more.
    }
  }
}
