package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is: scheme, host, port, and nothing else.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without its brackets
 */
public record ServerAddress(boolean tls, String host, int port) {
  /** Where {@code glide server} listens unless told otherwise. */
  public static final int DEFAULT_PORT = 8420;

  public static final ServerAddress LOCAL = new ServerAddress(false, "127.0.0.1", DEFAULT_PORT);

  /**
   * Reads an address as people write it: {@code https://glide.example}, {@code glide.example:8443}.
   * Without a scheme it is HTTPS, and HTTP for this machine itself.
   *
   * @param insecureHttp whether plain HTTP may leave this machine
   * @throws Failure (usage) if the text is no such address, or plain HTTP is refused
   */
  public static ServerAddress parse(String text, boolean insecureHttp) throws Failure {
    URI uri = uri(text.strip());
    String host = uri.getHost();
    String path = uri.getRawPath();
    if (host == null || (path != null && !path.isEmpty() && !path.equals("/"))) {
      throw malformed(text, null);
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getUserInfo() != null) {
      throw malformed(text, null);
    }
    String name = bare(host).toLowerCase(Locale.ROOT);
    boolean tls = tls(uri, name, text);
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    if (port == 0 || port > 65_535) {
      throw malformed(text, null);
    }
    ServerAddress address = new ServerAddress(tls, name, port);
    if (!tls && !insecureHttp && !address.isLoopback()) {
      throw new Failure(
              ExitCode.USAGE,
              "insecure-http",
              address.origin() + " is plain HTTP: anyone on the way could see who sends to whom")
          .hint("use https://, or --insecure-http if the network in between is yours");
    }
    return address;
  }

  private static URI uri(String text) throws Failure {
    try {
      return new URI(text.contains("://") ? text : "none://" + text);
    } catch (URISyntaxException e) {
      throw malformed(text, e);
    }
  }

  private static boolean tls(URI uri, String host, String text) throws Failure {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https" -> true;
      case "http" -> false;
      case "none" -> !isLoopback(host);
      default -> throw malformed(text, null);
    };
  }

  private static Failure malformed(String text, @Nullable Throwable cause) {
    Failure failure =
        new Failure(ExitCode.USAGE, "server-address", "'" + text + "' is not a server's address")
            .hint("write it like https://glide.example or http://127.0.0.1:" + DEFAULT_PORT);
    return cause == null ? failure : failure.because(cause);
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether the host is this machine by its very name, without asking any name service. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || isLoopbackIpv4(host);
  }

  private static boolean isLoopbackIpv4(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Host and port as the {@code Host} header has them: no port where it is the scheme's own. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  /** The origin (RFC 6454): {@code https://glide.example:8443}. */
  public String origin() {
    return (tls ? "https://" : "http://") + authority();
  }
}
