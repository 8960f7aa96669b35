package dev.glide.chunks.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.settings.ComposeFile;
import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChunkStoreSettingsTest {
  private static Settings read(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("GLIDE_KAFKA_BOOTSTRAP", "kafka:9092", "GLIDE_REGISTRY_URL", "http://r:1"));
    environment.putAll(more);
    return Settings.read(ChunkStoreSettings.TABLE, environment);
  }

  @Test
  void areDocumented() throws IOException {
    SettingsDocument.requireTable("Chunk store", ChunkStoreSettings.TABLE.own());
  }

  @Test
  void fitWhatComposeTells() throws IOException {
    ComposeFile.requireFits("chunk-store-settings", ChunkStoreSettings.TABLE);
  }

  @Test
  void needToKnowWhereS3IsAndAsWhomToAsk() {
    assertThat(read(Map.of()).problems())
        .containsExactly(
            "GLIDE_CHUNKS_S3_ENDPOINT is missing: GLIDE_CHUNKS_STORAGE is s3",
            "GLIDE_CHUNKS_S3_ACCESS_KEY is missing: GLIDE_CHUNKS_STORAGE is s3",
            "GLIDE_CHUNKS_S3_SECRET_KEY is missing: GLIDE_CHUNKS_STORAGE is s3");
    assertThat(
            read(Map.of(
                    "GLIDE_CHUNKS_S3_ENDPOINT", "http://minio:9000",
                    "GLIDE_CHUNKS_S3_ACCESS_KEY", "me",
                    "GLIDE_CHUNKS_S3_SECRET_KEY", "secret"))
                .problems())
        .isEmpty();
    assertThat(read(Map.of("GLIDE_CHUNKS_STORAGE", "folder")).problems()).isEmpty();
  }

  @Test
  void areWrongOrMissingButNotBoth() {
    assertThat(
            read(Map.of(
                    "GLIDE_CHUNKS_S3_ENDPOINT", "minio",
                    "GLIDE_CHUNKS_S3_ACCESS_KEY_FILE", "/nowhere",
                    "GLIDE_CHUNKS_S3_SECRET_KEY", "secret"))
                .problems())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("GLIDE_CHUNKS_S3_ENDPOINT is wrong"),
            line -> assertThat(line).startsWith("GLIDE_CHUNKS_S3_ACCESS_KEY_FILE can't be read"));
  }
}
