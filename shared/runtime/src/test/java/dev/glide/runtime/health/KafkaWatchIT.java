package dev.glide.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.runtime.events.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaWatchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void seesKafkaGoAndComeBack() {
    try (KafkaBroker broker = KafkaBroker.in(folder)) {
      KafkaWatch watch =
          new KafkaWatch(
              Map.of("bootstrap.servers", broker.bootstrap()),
              new Delivery(),
              Duration.ofMillis(100));
      assertThat(watch.isAway()).isFalse();
      watch.start();
      try {
        broker.kill();
        await().atMost(PATIENCE).until(watch::isAway);
        broker.start();
        await().atMost(PATIENCE).until(() -> !watch.isAway());
      } finally {
        watch.stop();
      }
    }
  }
}
