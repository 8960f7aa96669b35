package dev.glide.cli.transfer;

import dev.glide.cli.session.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends TLS in front of a server of this machine, with a certificate as a test wants it. */
final class TlsFront implements AutoCloseable {
  private final ServerSocket front;
  private final int behind;
  private final Path certificate;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private TlsFront(ServerSocket front, int behind, Path certificate) {
    this.front = front;
    this.behind = behind;
    this.certificate = certificate;
  }

  /**
   * Begins.
   *
   * @param names that the certificate is for, as keytool writes them: {@code ip:127.0.0.1}
   * @param validity more of keytool's options
   */
  static TlsFront start(int behind, Path folder, String names, String... validity)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned shown =
        SelfSigned.make(
            Files.createTempDirectory(folder, "tls-"), "somebody's own", names, validity);
    TlsFront started =
        new TlsFront(
            shown
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            behind,
            shown.certificate());
    Thread.ofVirtual().start(started::accept);
    return started;
  }

  String url() {
    return "https://127.0.0.1:" + front.getLocalPort();
  }

  Path certificate() {
    return certificate;
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket near = front.accept();
        Thread.ofVirtual().start(() -> serve(near));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket near) {
    sockets.add(near);
    try (near;
        Socket far = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      sockets.add(far);
      Thread back = Thread.ofVirtual().start(() -> pass(far, near));
      pass(near, far);
      back.join();
    } catch (IOException | InterruptedException e) {
      // One of them has gone: that is its right.
      return;
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // As above; a client that does not believe the certificate goes in the middle.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    for (Socket each : sockets) {
      each.close();
    }
  }
}
