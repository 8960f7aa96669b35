package dev.glide.cli.identity;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A person's folders: {@code GLIDE_HOME}, or what the platform has for this (XDG on Linux, Library
 * on macOS, AppData on Windows).
 *
 * @param config keys, registration and pinned keys: what must be kept
 * @param state what is under way: it may be lost, and transfers begin anew
 * @param data a server's own data
 */
public record Folders(Path config, Path state, Path data) {

  /**
   * Finds the folders; makes none.
   *
   * @throws Failure (usage) if the environment names no home, or the profile's name can't be a
   *     folder's
   */
  public static Folders of(Settings settings) throws Failure {
    Folders all = ofEverybody(settings);
    if (settings.profile().isEmpty()) {
      return all;
    }
    String profile = settings.profile().get();
    requireName(profile);
    return new Folders(
        all.config.resolve("profiles").resolve(profile),
        all.state.resolve("profiles").resolve(profile),
        all.data);
  }

  private static Folders ofEverybody(Settings settings) throws Failure {
    Optional<String> own = settings.variable("GLIDE_HOME");
    if (own.isPresent()) {
      Path home = Path.of(own.get()).toAbsolutePath().normalize();
      return new Folders(home.resolve("config"), home.resolve("state"), home.resolve("data"));
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return ofWindows(settings);
    }
    Path home = home(settings, "HOME");
    if (system.startsWith("mac")) {
      Path support = home.resolve("Library/Application Support/Glide");
      return new Folders(support, support.resolve("State"), support.resolve("Data"));
    }
    return new Folders(
        xdg(settings, "XDG_CONFIG_HOME", home.resolve(".config")),
        xdg(settings, "XDG_STATE_HOME", home.resolve(".local/state")),
        xdg(settings, "XDG_DATA_HOME", home.resolve(".local/share")));
  }

  private static Folders ofWindows(Settings settings) throws Failure {
    Path roaming = home(settings, "APPDATA").resolve("Glide");
    Path local =
        settings
            .variable("LOCALAPPDATA")
            .map(Path::of)
            .map(p -> p.resolve("Glide"))
            .orElse(roaming);
    return new Folders(roaming, local.resolve("State"), local.resolve("Data"));
  }

  private static Path home(Settings settings, String variable) throws Failure {
    String home = settings.variable(variable).orElse(System.getProperty("user.home", ""));
    if (home.isBlank() || home.equals("?")) {
      throw new Failure(ExitCode.USAGE, "no-home", variable + " is not set")
          .hint("set it, or GLIDE_HOME, to a folder for keys and state");
    }
    return Path.of(home);
  }

  private static Path xdg(Settings settings, String variable, Path usual) {
    // The XDG base directory specification has relative paths ignored.
    return settings
        .variable(variable)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(usual)
        .resolve("glide");
  }

  private static void requireName(String profile) throws Failure {
    boolean good = !profile.isEmpty() && profile.length() <= 64 && profile.charAt(0) != '.';
    for (int i = 0; good && i < profile.length(); i++) {
      char c = profile.charAt(i);
      good = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
    if (!good) {
      throw new Failure(ExitCode.USAGE, "profile-name", "'" + profile + "' can't name a profile")
          .hint("use letters, digits, -, _ and .");
    }
  }
}
