package dev.glide.relay.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.settings.ComposeFile;
import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelaySettingsTest {
  private static final String ADDRESS = "glide.relay.address";

  private static Map<String, String> read(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("GLIDE_KAFKA_BOOTSTRAP", "kafka:9092", "GLIDE_REGISTRY_URL", "http://r:1"));
    environment.putAll(more);
    Settings settings = Settings.read(RelaySettings.TABLE, environment);
    assertThat(settings.problems()).isEmpty();
    return settings.properties();
  }

  @Test
  void areDocumented() throws IOException {
    SettingsDocument.requireTable("Relay", RelaySettings.TABLE.own());
  }

  @Test
  void fitWhatComposeTells() throws IOException {
    ComposeFile.requireFits("relay-settings", RelaySettings.TABLE);
  }

  @Test
  void takeTheAddressThatIsGiven() {
    assertThat(read(Map.of("GLIDE_RELAY_ADDRESS", "http://relay-1:8080")))
        .containsEntry(ADDRESS, "http://relay-1:8080");
  }

  @Test
  void tellOthersWhereItListens() {
    assertThat(read(Map.of("GLIDE_HOST", "10.0.0.7", "GLIDE_PORT", "81")))
        .containsEntry(ADDRESS, "http://10.0.0.7:81");
    assertThat(read(Map.of("GLIDE_HOST", "::1"))).containsEntry(ADDRESS, "http://[::1]:8080");
  }

  @Test
  void tellOthersTheMachineWhereItListensEverywhere() {
    assertThat(read(Map.of()).get(ADDRESS)).matches("http://.+:8080").doesNotContain("0.0.0.0");
  }

  @Test
  void leaveAnyFreePortToTheRelay() {
    assertThat(read(Map.of("GLIDE_PORT", "0"))).doesNotContainKey(ADDRESS);
  }
}
