package dev.glide.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that a test makes for itself, by the JDK's own keytool.
 *
 * @param context for a server that shows it
 * @param certificate for clients that are to believe it
 */
public record SelfSigned(SSLContext context, Path certificate) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes one.
   *
   * @param folder for its files, of no other
   * @param names that it is for, as keytool writes them: {@code ip:127.0.0.1}
   * @param more of keytool's options
   */
  public static SelfSigned make(Path folder, String commonName, String names, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore keys = made(folder, commonName, names, more);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new SelfSigned(context, pem(keys, folder.resolve("it.crt")));
  }

  private static KeyStore made(Path folder, String commonName, String names, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("keys.p12");
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
                "CN=" + commonName,
                "-ext",
                "san=" + names,
                "-ext",
                "bc:c=ca:true"));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
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
}
