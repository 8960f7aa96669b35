package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.trace.Correlation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server, each address of its name in turn; what is asked over them goes
 * under one correlation id. Thread-safe.
 */
public final class Dialer {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * Longest silence of the other side. Large enough for a chunk to trickle out of the send buffer
   * of a slow line before the answer comes.
   */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final ServerAddress address;
  private final Duration connect;
  private final Duration silence;
  private final @Nullable SSLSocketFactory tls;
  private final Correlation correlation;

  private Dialer(
      ServerAddress address,
      Duration connect,
      Duration silence,
      @Nullable SSLSocketFactory tls,
      Correlation correlation) {
    this.address = address;
    this.connect = connect;
    this.silence = silence;
    this.tls = tls;
    this.correlation = correlation;
  }

  /**
   * Makes a dialer with a correlation id of its own; opens nothing yet.
   *
   * @param caFile the only authorities to believe, instead of the platform's
   * @throws Failure (local file) if {@code caFile} can't be used
   */
  public static Dialer to(ServerAddress address, Optional<Path> caFile) throws Failure {
    return new Dialer(address, CONNECT, SILENCE, trust(address, caFile), Correlation.fresh());
  }

  private static @Nullable SSLSocketFactory trust(ServerAddress address, Optional<Path> caFile)
      throws Failure {
    if (!address.tls()) {
      return null;
    }
    return caFile.isPresent() ? Trust.only(caFile.get()) : Trust.platform();
  }

  /** The same under another correlation id. */
  public Dialer following(Correlation other) {
    return new Dialer(address, connect, silence, tls, other);
  }

  /** The same with another limit for the other side's silence. */
  public Dialer silence(Duration limit) {
    return new Dialer(address, connect, limit, tls, correlation);
  }

  /** The same, believing others if it is TLS; for a look at who is there. */
  Dialer believing(SSLSocketFactory others) {
    return new Dialer(address, connect, silence, tls == null ? null : others, correlation);
  }

  /** The same with another limit for making a connection. */
  public Dialer connectWithin(Duration limit) {
    return new Dialer(address, limit, silence, tls, correlation);
  }

  /**
   * To another server, believing the same authorities; nothing if that would go from TLS to plain
   * HTTP.
   */
  public Optional<Dialer> towards(ServerAddress other) {
    if (!other.tls()) {
      return tls == null
          ? Optional.of(new Dialer(other, connect, silence, null, correlation))
          : Optional.empty();
    }
    SSLSocketFactory believing = tls == null ? Trust.platform() : tls;
    return Optional.of(new Dialer(other, connect, silence, believing, correlation));
  }

  public ServerAddress address() {
    return address;
  }

  Correlation correlation() {
    return correlation;
  }

  /**
   * A connection.
   *
   * @param socket to speak over
   * @param plain what carries it: the same without TLS. Closing this one never waits
   */
  record Line(Socket socket, Socket plain) {}

  /**
   * Opens a connection.
   *
   * @throws ServerAway if no address of the name can be connected to
   * @throws SSLException if the server can't prove to be the one that was asked for
   */
  Socket dial() throws IOException {
    return dialLine().socket();
  }

  /** As {@link #dial}. */
  Line dialLine() throws IOException {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(address.host());
    } catch (UnknownHostException e) {
      throw new ServerAway("the name " + address.host() + " is not known", e);
    }
    StringBuilder tried = new StringBuilder();
    IOException last = null;
    for (InetAddress each : found) {
      try {
        Socket plain = connected(each);
        return new Line(secured(plain), plain);
      } catch (SSLException e) {
        throw e;
      } catch (IOException e) {
        tried.append(tried.isEmpty() ? "" : ", ").append(shown(each)).append(": ").append(why(e));
        last = e;
      }
    }
    throw new ServerAway("tried " + tried, last == null ? new IOException("no address") : last);
  }

  private String shown(InetAddress each) {
    String ip = each.getHostAddress();
    return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + address.port();
  }

  private String why(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "no answer in " + connect.toSeconds() + " s";
    }
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Connection refused") ? "connection refused" : message;
  }

  private Socket connected(InetAddress each) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) silence.toMillis());
      socket.connect(new InetSocketAddress(each, address.port()), (int) connect.toMillis());
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    if (tls == null) {
      return plain;
    }
    try {
      // Passing the name gives SNI; "HTTPS" makes the handshake check it against the certificate.
      SSLSocket secure = (SSLSocket) tls.createSocket(plain, address.host(), address.port(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }
}
