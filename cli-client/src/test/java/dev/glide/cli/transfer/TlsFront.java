package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Ends TLS in front of a server of this machine, with a certificate as a test wants it. */
final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

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
    Path store = Files.createTempDirectory(folder, "tls-").resolve("keys.p12");
    KeyStore keys = made(store, names, validity);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    TlsFront started =
        new TlsFront(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            behind,
            pem(keys, store.resolveSibling("it.crt")));
    Thread.ofVirtual().start(started::accept);
    return started;
  }

  private static KeyStore made(Path store, String names, String... validity)
      throws IOException, InterruptedException, GeneralSecurityException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=somebody's own",
                "-ext",
                "san=" + names,
                "-ext",
                "bc:c=ca:true"));
    command.addAll(List.of(validity));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static Path pem(KeyStore keys, Path file) throws IOException, GeneralSecurityException {
    String text = Base64.getMimeEncoder().encodeToString(keys.getCertificate("it").getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
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
