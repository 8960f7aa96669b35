package dev.glide.runtime.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What every service can be told. */
public final class CommonSettings {
  public static final String HOST = "GLIDE_HOST";
  public static final String PORT = "GLIDE_PORT";

  private static final List<Setting> PROCESS =
      List.of(
          Setting.of(HOST, "quarkus.http.host", Form.text(), "address that it listens at")
              .or("0.0.0.0"),
          Setting.of(
                  PORT,
                  "quarkus.http.port",
                  Form.port(),
                  "port that it listens at; 0 for any free one")
              .or("8080"),
          Setting.of(
                  "GLIDE_LOG_FORMAT",
                  "quarkus.log.console.json.enabled",
                  Form.oneOf(word -> Boolean.toString(word.equals("json")), "json", "text"),
                  "how log lines look on standard error: json or text")
              .or("json"),
          Setting.of(
                  "GLIDE_LOG_LEVEL",
                  "quarkus.log.category.\"dev.glide\".level",
                  Form.oneOf(
                      word -> word.toUpperCase(Locale.ROOT), "error", "warn", "info", "debug"),
                  "what is logged: error, warn, info or debug")
              .or("info"),
          Setting.of(
              Instance.NAME,
              Instance.PROPERTY,
              Form.name(),
              "name of this process in logs and events; the host's name, with the process id"
                  + " unless that is 1"),
          Setting.of(
                  "GLIDE_STOP_DELAY",
                  "quarkus.shutdown.delay",
                  Form.duration(),
                  "how long it still takes requests once it has been told to stop, not being ready")
              .or("1s"),
          Setting.of(
                  "GLIDE_STOP_WITHIN",
                  "quarkus.shutdown.timeout",
                  Form.duration(),
                  "how long requests under way may go on after that")
              .or("20s"),
          Setting.of(
              "GLIDE_TRACES_ENDPOINT",
              "glide.traces.endpoint",
              Form.origin(),
              "where traces go, a collector of OTLP over HTTP such as http://collector:4318;"
                  + " without it none are kept"),
          Setting.of(
                  "GLIDE_TRACES_SAMPLE",
                  "glide.traces.sample",
                  Form.share(),
                  "which share of them is kept")
              .or("1.0"));

  static final List<Setting> ALL =
      Stream.concat(PROCESS.stream(), KafkaSettings.ALL.stream()).toList();

  static final List<SettingsTable.Rule> RULES =
      List.of(Instance::nameUnlessGiven, KafkaSettings::toClients);

  private CommonSettings() {}

  /** The settings of all services, in the order of the documentation. */
  public static List<Setting> all() {
    return ALL;
  }
}
