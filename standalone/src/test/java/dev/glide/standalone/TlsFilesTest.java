package dev.glide.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.standalone.program.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
  @TempDir static Path folder;

  static Certificates ec;
  static Certificates rsa;

  @BeforeAll
  static void make() throws Exception {
    ec = Certificates.make(folder, "EC");
    rsa = Certificates.make(folder, "RSA");
  }

  @Test
  void acceptsACertificateWithItsKey() {
    assertThatCode(() -> new TlsFiles(ec.certificate(), ec.key()).check())
        .doesNotThrowAnyException();
    assertThatCode(() -> new TlsFiles(rsa.certificate(), rsa.key()).check())
        .doesNotThrowAnyException();
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() throws Exception {
    Certificates other = Certificates.make(folder.resolve("other"), "EC");
    refuses(ec.certificate(), other.key(), "is not the key of the certificate");
    refuses(ec.certificate(), rsa.key(), "holds no EC key");
  }

  @Test
  void saysWhichFileIsMissing() {
    refuses(folder.resolve("none.crt"), ec.key(), "can't read " + folder.resolve("none.crt"));
    refuses(
        ec.certificate(), folder.resolve("none.key"), "can't read " + folder.resolve("none.key"));
  }

  @Test
  void saysWhichFileIsNotPem() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage"), "no PEM");
    refuses(garbage, ec.key(), "garbage holds no certificate");
    refuses(ec.certificate(), garbage, "garbage holds no private key in PKCS #8");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    refuses(empty, ec.key(), "empty holds no certificate");
  }

  private static void refuses(Path certificate, Path key, String why) {
    assertThatThrownBy(() -> new TlsFiles(certificate, key).check())
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining(why);
  }
}
