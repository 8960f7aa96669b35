package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificate that a server shows, whether or not it can be believed: to say what is
 * wrong with it. Nothing is asked over such a connection.
 */
public final class CertificateLook {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+\\\\]+)");

  private CertificateLook() {}

  /**
   * What was seen.
   *
   * @param protocol of TLS
   * @param names that the certificate is for
   * @param issuer who says so
   * @param ownIssuer whether it is signed by itself
   * @param alone whether the server shows no certificate of its issuer besides
   */
  public record Seen(
      String protocol,
      List<String> names,
      String issuer,
      boolean ownIssuer,
      boolean alone,
      Instant from,
      Instant until) {

    public Seen {
      names = List.copyOf(names);
    }

    /** Whether it is for a host of this name or address. */
    public boolean isFor(String host) {
      return names.stream().anyMatch(name -> matches(name, host));
    }

    private static boolean matches(String name, String host) {
      String pattern = name.toLowerCase(Locale.ROOT);
      String asked = host.toLowerCase(Locale.ROOT);
      if (pattern.startsWith("*.")) {
        int dot = asked.indexOf('.');
        return dot > 0 && asked.substring(dot).equals(pattern.substring(1));
      }
      return pattern.equals(asked) || isSameAddress(pattern, asked);
    }

    private static boolean isSameAddress(String one, String other) {
      try {
        return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /**
   * Connects, looks and leaves.
   *
   * @return empty if the server does not speak TLS
   * @throws Failure (network) if it can't be reached
   */
  public static Optional<Seen> look(Dialer dialer) throws Failure {
    try (Socket socket = dialer.believing(anything()).dial()) {
      return socket instanceof SSLSocket secure ? Optional.of(seen(secure)) : Optional.empty();
    } catch (ServerAway e) {
      throw Refusals.away(dialer.address(), e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SSLSocketFactory anything() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Curious()}, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static Seen seen(SSLSocket socket) throws IOException {
    Certificate[] chain = socket.getSession().getPeerCertificates();
    X509Certificate own = (X509Certificate) chain[0];
    return new Seen(
        socket.getSession().getProtocol(),
        names(own),
        commonName(own.getIssuerX500Principal()),
        own.getIssuerX500Principal().equals(own.getSubjectX500Principal()),
        chain.length == 1,
        own.getNotBefore().toInstant(),
        own.getNotAfter().toInstant());
  }

  private static List<String> names(X509Certificate certificate) throws IOException {
    try {
      List<String> names = new ArrayList<>();
      Collection<List<?>> found = certificate.getSubjectAlternativeNames();
      if (found != null) {
        for (List<?> each : found) {
          if (each.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS)) {
            names.add(String.valueOf(each.get(1)));
          }
        }
      }
      return names;
    } catch (CertificateParsingException e) {
      throw new IOException("the certificate can't be read", e);
    }
  }

  private static String commonName(X500Principal who) {
    String whole = who.getName();
    Matcher name = COMMON_NAME.matcher(whole);
    return name.find() ? name.group(1) : whole;
  }

  /** Believes whatever it is shown, for a look at it. */
  private static final class Curious extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
