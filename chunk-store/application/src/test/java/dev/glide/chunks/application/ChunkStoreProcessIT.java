package dev.glide.chunks.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.process.RunningService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged chunk store with a folder, and with Kafka away. */
class ChunkStoreProcessIT {
  private static final String JAR = "glide.chunk-store.application";

  @TempDir Path folder;

  private RunningService start(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "GLIDE_REGISTRY_URL",
                "http://127.0.0.1:9",
                // The discard port: nobody is there.
                "GLIDE_KAFKA_BOOTSTRAP",
                "127.0.0.1:9",
                "GLIDE_CHUNKS_STORAGE",
                "folder",
                "GLIDE_CHUNKS_FOLDER",
                folder.resolve("chunks").toString()));
    environment.putAll(more);
    return RunningService.start(JAR, folder, environment);
  }

  @Test
  void servesWithoutKafkaAndGoesWhenItIsTold() throws Exception {
    try (RunningService store = start(Map.of()).awaitReady()) {
      assertThat(store.out()).startsWith("glide chunk store ready at http://");
      assertThat(store.get("/chunks/v1/nothing").statusCode()).isEqualTo(404);
      assertThat(store.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(store.get("/health/live").statusCode()).isEqualTo(200);
      store.terminate();
      assertThat(store.awaitEnd()).isEqualTo(143);
    }
  }

  @Test
  void namesWhatIsWrongAndDoesNotStart() throws Exception {
    try (RunningService store = start(Map.of("GLIDE_REGISTRY_URL", ""))) {
      assertThat(store.awaitEnd()).isEqualTo(2);
      assertThat(store.log())
          .startsWith("glide chunk store: GLIDE_REGISTRY_URL is missing: ")
          .hasLineCount(1);
    }
  }
}
