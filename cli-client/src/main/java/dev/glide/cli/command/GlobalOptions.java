package dev.glide.cli.command;

import dev.glide.cli.identity.Settings;
import dev.glide.cli.terminal.Output;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.Options;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
  static final String PROFILE = "profile";
  static final String SERVER = "server";
  static final String CA_FILE = "ca-file";
  static final String INSECURE_HTTP = "insecure-http";
  static final String JSON = "json";
  static final String QUIET = "quiet";
  static final String DEBUG = "debug";
  static final String HELP = "help";

  private static final Set<String> WITH_VALUE =
      Set.of("--" + PROFILE, "--" + SERVER, "--" + CA_FILE);

  private GlobalOptions() {}

  /** Whether the next word belongs to this one. */
  static boolean takesValue(String word) {
    return WITH_VALUE.contains(word);
  }

  static void addTo(Options options) {
    OptionList.value(
        options, PROFILE, "NAME", "be somebody else: each profile has its own keys and server");
    OptionList.value(options, SERVER, "URL", "where the server is reached");
    OptionList.value(
        options, CA_FILE, "FILE", "believe only the certificate authorities in this PEM file");
    OptionList.flag(options, INSECURE_HTTP, "allow plain HTTP to other machines than this one");
    OptionList.flag(options, JSON, "print one JSON object a line");
    OptionList.flag(options, "q", QUIET, "no progress, no words that nothing depends on");
    OptionList.flag(
        options,
        DEBUG,
        "show the whole story of a failure, and the id that the server's logs have");
    OptionList.flag(options, "h", HELP, "explain this command");
  }

  static Settings settings(Arguments arguments, Map<String, String> environment) {
    Settings plain = Settings.of(environment);
    return new Settings(
        plain.environment(),
        arguments.value(PROFILE).or(plain::profile),
        arguments.value(SERVER).or(plain::server),
        arguments.value(CA_FILE).map(Path::of).or(plain::caFile),
        arguments.has(INSECURE_HTTP) || plain.insecureHttp());
  }

  static Output.Manner manner(
      Arguments arguments, boolean terminal, Map<String, String> environment) {
    boolean dumb =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Output.Manner(
        arguments.has(JSON),
        arguments.has(QUIET),
        arguments.has(DEBUG),
        terminal,
        terminal && !dumb);
  }
}
