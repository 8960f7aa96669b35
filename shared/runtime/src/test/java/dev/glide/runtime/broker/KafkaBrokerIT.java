package dev.glide.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
  @TempDir Path folder;

  @Test
  void keepsItsTopicsWhenItIsKilledAndStartedAgain() throws Exception {
    try (KafkaBroker broker = KafkaBroker.in(folder)) {
      String bootstrap = broker.bootstrap();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
        admin
            .createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
            .all()
            .get(60, TimeUnit.SECONDS);
      }

      broker.kill();
      assertThat(broker.isRunning()).isFalse();
      broker.start();

      assertThat(broker.bootstrap()).isEqualTo(bootstrap);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
        assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).containsExactly("kept");
      }
    }
  }
}
