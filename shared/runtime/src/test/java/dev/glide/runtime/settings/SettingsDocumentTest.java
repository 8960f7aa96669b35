package dev.glide.runtime.settings;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
  @Test
  void saysWhatEveryServiceTakes() throws IOException {
    SettingsDocument.requireTable("Every service", CommonSettings.all());
  }
}
