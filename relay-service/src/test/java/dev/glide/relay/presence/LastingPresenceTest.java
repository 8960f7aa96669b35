package dev.glide.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.relay.Registry;
import dev.glide.relay.TestTokens;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.shared.event.PresenceEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LastingPresenceTest.Talkative.class)
class LastingPresenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Says again soon what it said. */
  public static class Talkative implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("glide.relay.presence.say-again", "200ms");
    }
  }

  @Inject RelaySelf self;
  @Inject Registry registry;

  @Test
  void tellsAgainOfWhatLastsUntilItEnds() throws IOException {
    UUID device = UUID.randomUUID();
    try (NoticeClient client =
        NoticeClient.connect(self.address(), TestTokens.access(UUID.randomUUID(), device))) {
      await().atMost(PATIENCE).until(() -> registry.heard(device).size() >= 3);
      assertThat(client.isOpen()).isTrue();
      assertThat(registry.heard(device)).allMatch(PresenceEvent::online);
      assertThat(registry.heard(device).stream().map(PresenceEvent::connection).distinct())
          .hasSize(1);
    }
    await().atMost(PATIENCE).until(() -> !registry.heard(device).getLast().online());
  }
}
