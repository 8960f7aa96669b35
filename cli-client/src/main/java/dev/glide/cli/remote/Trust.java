package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which certificates are believed: those of the platform, or of a private authority's file. */
final class Trust {
  private Trust() {}

  /** The platform's own authorities. */
  static SSLSocketFactory platform() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  /**
   * Only the authorities in a PEM file.
   *
   * @throws Failure (local file) if the file can't be read or holds no certificate
   */
  static SSLSocketFactory only(Path pem) throws Failure {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        authorities.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw new GeneralSecurityException("no certificate in it");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE, "ca-file", "can't read certificates from " + pem + why(e))
          .hint("--ca-file and GLIDE_CA name a PEM file with the authority's certificate")
          .because(e);
    }
  }

  private static String why(Exception e) {
    return e instanceof GeneralSecurityException ? ": " + e.getMessage() : "";
  }
}
