package dev.glide.runtime.process;

import dev.glide.runtime.settings.SettingsTable;
import java.util.Map;

/**
 * What a service is called.
 *
 * @param words as people read it
 * @param word as programs read it
 */
record ServiceName(String words, String word) {
  static final String PROPERTY = "glide.service";

  static ServiceName of(SettingsTable table) {
    return new ServiceName(table.service(), table.word());
  }

  Map<String, String> properties() {
    return Map.of(PROPERTY, words, "quarkus.log.console.json.additional-field.service.value", word);
  }
}
