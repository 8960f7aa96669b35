package dev.glide.runtime.process;

import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsTable;
import io.quarkus.runtime.Quarkus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginning of every service's process: settings first, then all the rest. */
public final class ServiceProcess {
  private static final int USAGE = 2;

  private ServiceProcess() {}

  /**
   * Runs a service until it is told to stop. Ends the process with 2 before anything has started if
   * a setting is wrong.
   */
  public static void run(SettingsTable table, String... arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(table.help());
      return;
    }
    Settings settings = Settings.read(table, System.getenv());
    settings.warnings().forEach(line -> say(table, line));
    settings.problems().forEach(line -> say(table, line));
    List<String> words = Arrays.asList(arguments);
    boolean replays = !words.isEmpty() && words.getFirst().equals(ReplayCommand.NAME);
    boolean unknown = !words.isEmpty() && !replays;
    if (unknown) {
      say(
          table,
          "takes no arguments but --help and replay: it is told everything by its environment");
    }
    if (unknown || !settings.problems().isEmpty()) {
      System.exit(USAGE);
    }
    if (replays) {
      System.exit(ReplayCommand.run(settings.properties(), words.subList(1, words.size())));
    }
    settings.properties().forEach(System::setProperty);
    ServiceName.of(table, settings).properties().forEach(System::setProperty);
    Quarkus.run(ReadyService.class, (exitCode, cause) -> report(table, exitCode, cause));
  }

  private static void say(SettingsTable table, String line) {
    System.err.println("glide " + table.service() + ": " + line);
  }

  /** Quarkus has said more in its log, unless that is what could not be started. */
  private static void report(SettingsTable table, int exitCode, @Nullable Throwable cause) {
    if (cause != null) {
      say(table, "did not start: " + innermost(cause));
      System.exit(exitCode == 0 ? 1 : exitCode);
    }
  }

  /** What says most is what happened first. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
