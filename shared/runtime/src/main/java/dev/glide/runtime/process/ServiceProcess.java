package dev.glide.runtime.process;

import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsTable;
import io.quarkus.runtime.Quarkus;
import java.util.Arrays;
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
    if (arguments.length > 0) {
      say(table, "takes no arguments but --help: it is told everything by its environment");
    }
    if (arguments.length > 0 || !settings.problems().isEmpty()) {
      System.exit(USAGE);
    }
    settings.properties().forEach(System::setProperty);
    ServiceName.of(table).properties().forEach(System::setProperty);
    Quarkus.run(ReadyService.class, ServiceProcess::report);
  }

  private static void say(SettingsTable table, String line) {
    System.err.println("glide " + table.service() + ": " + line);
  }

  /** Quarkus has said what is wrong already, in its log. */
  private static void report(int exitCode, @Nullable Throwable cause) {
    if (cause != null) {
      System.exit(exitCode == 0 ? 1 : exitCode);
    }
  }
}
