package dev.glide.chunks.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates (PEM) that are trusted instead of the system's. */
record CaFile(SSLSocketFactory sockets, X509TrustManager trust) {
  private static final String SETTING = "glide.chunks.s3.ca-file";

  /**
   * Reads one or more certificates.
   *
   * @throws IllegalArgumentException if the file can't be used, with the reason
   */
  static CaFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: there is no certificate in %s".formatted(SETTING, file));
      }
      return trusting(certificates);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s: can't read %s".formatted(SETTING, file), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s: %s does not hold PEM certificates".formatted(SETTING, file), e);
    }
  }

  private static CaFile trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate each : certificates) {
      store.setCertificateEntry("ca-" + number++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    X509TrustManager trust =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return new CaFile(context.getSocketFactory(), trust);
  }
}
