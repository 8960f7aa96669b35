package dev.glide.runtime.process;

import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsTable;
import java.util.Map;

/**
 * What a process is called.
 *
 * @param words what service it is, as people read it
 * @param word the same as programs read it
 * @param instance which of those of this service
 */
record ServiceName(String words, String word, String instance) {
  static final String PROPERTY = "glide.service";
  private static final String LOG_FIELD = "quarkus.log.console.json.additional-field.%s.value";

  static ServiceName of(SettingsTable table, Settings settings) {
    return new ServiceName(table.service(), table.word(), settings.instance());
  }

  /** Every line of the log says whose it is. */
  Map<String, String> properties() {
    return Map.of(
        PROPERTY,
        words,
        LOG_FIELD.formatted("service"),
        word,
        LOG_FIELD.formatted("instance"),
        instance);
  }
}
