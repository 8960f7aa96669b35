package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.settings.ComposeFile;
import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {
  private static Settings read(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("GLIDE_KAFKA_BOOTSTRAP", "kafka:9092", "GLIDE_DATABASE_URL", "postgres://db/g"));
    environment.putAll(more);
    return Settings.read(RegistrySettings.TABLE, environment);
  }

  @Test
  void areDocumented() throws IOException {
    SettingsDocument.requireTable("Registry", RegistrySettings.TABLE.own());
  }

  @Test
  void fitWhatComposeTells() throws IOException {
    ComposeFile.requireFits("registry-settings", RegistrySettings.TABLE);
  }

  @Test
  void needNoMoreThanKafkaAndADatabase() {
    assertThat(read(Map.of()).problems()).isEmpty();
    assertThat(Settings.read(RegistrySettings.TABLE, Map.of()).problems())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("GLIDE_KAFKA_BOOTSTRAP is missing: "))
        .anyMatch(line -> line.startsWith("GLIDE_DATABASE_URL is missing: "));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db:5432/glide, jdbc:postgresql://db:5432/glide",
    "postgres://db/glide, jdbc:postgresql://db/glide",
    "jdbc:postgresql://[::1]:5432/glide?sslmode=require,"
        + " jdbc:postgresql://[::1]:5432/glide?sslmode=require",
    "'postgresql://a:1,b:2/glide', 'jdbc:postgresql://a:1,b:2/glide'",
  })
  void takeTheDatabaseInEitherForm(String given, String url) {
    assertThat(read(Map.of("GLIDE_DATABASE_URL", given)).properties())
        .containsEntry("quarkus.datasource.jdbc.url", url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db:5432/glide",
        "mysql://db/glide",
        "postgresql://db",
        "postgresql://user:word@db/glide",
        "postgresql://db/glide?user=x&password=y"
      })
  void refuseWhatIsNoDatabase(String given) {
    assertThat(read(Map.of("GLIDE_DATABASE_URL", given)).problems()).hasSize(1);
  }

  @Test
  void refuseAShortAdminToken() {
    assertThat(read(Map.of("GLIDE_ADMIN_TOKEN", "x".repeat(31))).problems())
        .containsExactly("GLIDE_ADMIN_TOKEN is wrong: it must be at least 32 characters long");
    assertThat(read(Map.of("GLIDE_ADMIN_TOKEN", "x".repeat(32))).problems()).isEmpty();
  }
}
