package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The file that makes a system keep {@code glide up} running, and how to install it. */
final class ServiceFile {
  /** What decides who I am where, or with which Java; a service starts without it. */
  private static final List<String> VARIABLES =
      List.of(
          "GLIDE_HOME",
          "GLIDE_SERVER",
          "GLIDE_PROFILE",
          "GLIDE_CA",
          "GLIDE_INSECURE_HTTP",
          "XDG_CONFIG_HOME",
          "XDG_STATE_HOME",
          "XDG_DATA_HOME",
          "XDG_CACHE_HOME",
          "JAVA_HOME");

  private ServiceFile() {}

  /**
   * What is to run.
   *
   * @param state where the program keeps what is under way
   * @param profile part of the service's name, so that several can run side by side
   */
  record Job(
      List<String> command,
      Map<String, String> environment,
      Path state,
      Optional<String> profile) {}

  /** A kind of system, with how its files look. */
  interface Kind {
    String file(Job job);

    /** Two commands; {@code glide} is the line that prints the file. */
    List<String> install(Job job, String glide);
  }

  static void print(Optional<String> kind, Path folder, List<String> from, Context context)
      throws Failure {
    Kind chosen = kind(kind);
    Job job = job(folder.toAbsolutePath().normalize(), from, context);
    context.streams().out().print(chosen.file(job));
    context.streams().out().flush();
    List<String> again = new ArrayList<>(job.command());
    again.add("--" + UpCommand.SERVICE);
    kind.ifPresent(again::add);
    String line = String.join(" ", again.stream().map(ServiceFile::quoted).toList());
    context.output().say("To install it:");
    chosen.install(job, line).forEach(each -> context.output().say("  " + each));
  }

  private static Kind kind(Optional<String> word) throws Failure {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return switch (word.orElse(system.startsWith("mac") ? "launchd" : "systemd")) {
      case "systemd" -> new SystemdUnit();
      case "launchd" -> new LaunchdAgent();
      default -> throw Usage.failure(Verb.UP, "service files are there for systemd and launchd");
    };
  }

  private static Job job(Path folder, List<String> from, Context context) throws Failure {
    var settings = context.settings();
    List<String> command =
        new ArrayList<>(List.of(Installation.launcher().normalize().toString(), Verb.UP.word()));
    command.addAll(List.of("--" + UpCommand.TO, folder.toString()));
    from.forEach(each -> command.addAll(List.of("--" + UpCommand.FROM, "@" + each)));
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : VARIABLES) {
      String value = settings.environment().getOrDefault(name, "");
      if (!value.isBlank()) {
        environment.put(name, value);
      }
    }
    settings.profile().ifPresent(each -> environment.put("GLIDE_PROFILE", each));
    settings.server().ifPresent(each -> environment.put("GLIDE_SERVER", each));
    settings
        .caFile()
        .ifPresent(each -> environment.put("GLIDE_CA", each.toAbsolutePath().toString()));
    if (settings.insecureHttp()) {
      environment.put("GLIDE_INSECURE_HTTP", "1");
    }
    if (environment.containsKey("GLIDE_HOME")) {
      environment.computeIfPresent(
          "GLIDE_HOME", (_, home) -> Path.of(home).toAbsolutePath().normalize().toString());
    }
    // Nobody but a registered person has anything to run.
    Path state = context.member().profile().folders().state();
    return new Job(command, environment, state, settings.profile());
  }

  /** A word as a shell reads it back. */
  private static String quoted(String word) {
    return word.chars().allMatch(ServiceFile::isPlain)
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(int c) {
    return Character.isLetterOrDigit(c) || "/._-@:=,+".indexOf(c) >= 0;
  }
}
