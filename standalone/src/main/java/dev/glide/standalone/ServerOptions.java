package dev.glide.standalone;

import dev.glide.standalone.ServerFailure.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code glide server} is asked to do.
 *
 * @param port 0 for any free one
 * @param data empty for the platform's own folder
 */
public record ServerOptions(
    int port, String host, Optional<Path> data, Optional<TlsFiles> tls, SignUp signUp) {
  static final int DEFAULT_PORT = 8420;

  static final String USAGE =
      """
      Usage: glide server [options]
      Runs a whole Glide server in one process, until it is interrupted.

        --port N              port to listen on, 0 for any free one (default 8420)
        --host H              address to listen on (default 127.0.0.1; 0.0.0.0 for all)
        --data DIR            where it keeps everything (default: your data folder)
        --tls-cert FILE       certificate chain (PEM), serves HTTPS
        --tls-key FILE        its private key (PEM, PKCS #8)
        --sign-up WHO         open, invite or closed (default open)
        --help                this text

      Examples:
        glide server
        glide server --host 0.0.0.0 --tls-cert fullchain.pem --tls-key privkey.pem --sign-up invite
      """;

  private static final Set<String> KNOWN =
      Set.of("--port", "--host", "--data", "--tls-cert", "--tls-key", "--sign-up");

  /** Who may make an account. */
  public enum SignUp {
    OPEN,
    INVITE,
    CLOSED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code --option value} and {@code --option=value}.
   *
   * @throws ServerFailure if an option is unknown, given twice, or has no usable value
   */
  static ServerOptions parse(String... arguments) throws ServerFailure {
    Map<String, String> given = given(arguments);
    return new ServerOptions(
        port(given.getOrDefault("--port", Integer.toString(DEFAULT_PORT))),
        given.getOrDefault("--host", "127.0.0.1"),
        path(given, "--data"),
        tls(path(given, "--tls-cert"), path(given, "--tls-key")),
        signUp(given.getOrDefault("--sign-up", "open")));
  }

  private static Map<String, String> given(String... arguments) throws ServerFailure {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!KNOWN.contains(name)) {
        throw usage("glide server does not know " + argument);
      }
      if (equals < 0 && ++i == arguments.length) {
        throw usage(name + " needs a value");
      }
      String value = equals < 0 ? arguments[i] : argument.substring(equals + 1);
      if (value.isBlank()) {
        throw usage(name + " needs a value");
      }
      if (given.put(name, value) != null) {
        throw usage(name + " is given twice");
      }
    }
    return given;
  }

  private static int port(String text) throws ServerFailure {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below, as for a number out of range
    }
    throw usage("--port takes a number from 0 to 65535, not " + text);
  }

  private static Optional<Path> path(Map<String, String> given, String name) throws ServerFailure {
    try {
      return Optional.ofNullable(given.get(name)).map(Path::of);
    } catch (InvalidPathException e) {
      throw usage(name + " can't be a path here: " + e.getReason());
    }
  }

  private static Optional<TlsFiles> tls(Optional<Path> certificate, Optional<Path> key)
      throws ServerFailure {
    if (certificate.isPresent() != key.isPresent()) {
      throw usage("HTTPS needs both --tls-cert and --tls-key");
    }
    return certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret)));
  }

  private static SignUp signUp(String text) throws ServerFailure {
    for (SignUp each : SignUp.values()) {
      if (each.word().equals(text)) {
        return each;
      }
    }
    throw usage("--sign-up takes open, invite or closed, not " + text);
  }

  private static ServerFailure usage(String message) {
    return new ServerFailure(Kind.USAGE, message, "see glide server --help");
  }
}
