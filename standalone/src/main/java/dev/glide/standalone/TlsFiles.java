package dev.glide.standalone;

import dev.glide.standalone.ServerFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate chain and its private key, both PEM; the key in PKCS #8 (RFC 5958). */
public record TlsFiles(Path certificate, Path key) {
  private static final Pattern PEM_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /**
   * Looks at both before anything is started, so that a mistake gets a name.
   *
   * @throws ServerFailure if one can't be read, or they don't belong together
   */
  void check() throws ServerFailure {
    PublicKey published = readCertificate().getPublicKey();
    PrivateKey secret = readKey(published.getAlgorithm());
    if (!belongTogether(published, secret)) {
      throw unusable(
          key,
          "is not the key of the certificate in " + certificate,
          "give the key that the certificate was made for");
    }
  }

  private X509Certificate readCertificate() throws ServerFailure {
    try (InputStream in = Files.newInputStream(certificate)) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (first == null) {
        throw noCertificate();
      }
      return first;
    } catch (IOException e) {
      throw unreadable(certificate, e);
    } catch (GeneralSecurityException e) {
      throw noCertificate();
    }
  }

  private ServerFailure noCertificate() {
    return unusable(
        certificate, "holds no certificate", "give a PEM file: -----BEGIN CERTIFICATE-----");
  }

  private PrivateKey readKey(String algorithm) throws ServerFailure {
    try {
      Matcher pem = PEM_KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
      if (pem.find()) {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      }
    } catch (IOException e) {
      throw unreadable(key, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(
          key,
          "holds no " + algorithm + " key, which is what the certificate needs",
          "give the key that the certificate was made for");
    }
    throw unusable(
        key,
        "holds no private key in PKCS #8",
        "convert it: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW");
  }

  private static boolean belongTogether(PublicKey published, PrivateKey secret) {
    String algorithm =
        switch (published.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    try {
      byte[] probe = {1};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(secret);
      signer.update(probe);
      byte[] signed = signer.sign();
      signer.initVerify(published);
      signer.update(probe);
      return signer.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static ServerFailure unreadable(Path file, IOException cause) {
    return new ServerFailure(
        Kind.LOCAL_FILE, "can't read " + file, "check that it is there and readable", cause);
  }

  private static ServerFailure unusable(Path file, String what, String hint) {
    return new ServerFailure(Kind.LOCAL_FILE, file + " " + what, hint);
  }
}
