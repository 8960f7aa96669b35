package dev.glide.cli.identity;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment and the global options say about who I am where.
 *
 * @param profile the name of a profile other than the usual one
 * @param server under which address the server is reached, instead of the one that was registered
 * @param caFile the only certificate authorities to believe, as a PEM file
 * @param insecureHttp whether plain HTTP may leave this machine
 */
public record Settings(
    Map<String, String> environment,
    Optional<String> profile,
    Optional<String> server,
    Optional<Path> caFile,
    boolean insecureHttp) {
  public Settings {
    environment = Map.copyOf(environment);
  }

  /** Only what the environment says. */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        environment,
        variable(environment, "GLIDE_PROFILE"),
        variable(environment, "GLIDE_SERVER"),
        variable(environment, "GLIDE_CA").map(Path::of),
        variable(environment, "GLIDE_INSECURE_HTTP").filter("1"::equals).isPresent());
  }

  Optional<String> variable(String name) {
    return variable(environment, name);
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
