package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.relay.Relays;
import dev.glide.registry.user.Presence;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A registry that starts anew learns from Kafka who is there. */
@QuarkusTest
@QuarkusTestResource(Past.class)
class DirectoryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Relays relays;
  @Inject Presence presence;

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void takesOnlyThoseForAliveThatSpeakNow() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() -> relays.remembers(Past.DEAD) && relays.remembers(Past.LIVING));
    assertThat(online()).isEmpty();
    assertThat(relays.assign(null)).isEmpty();

    try (Past.Voice voice = new Past.Voice(bootstrap)) {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            voice.beat(Past.LIVING, Instant.now());
            return online().equals(Set.of(Past.ALICE));
          });
      assertThat(relays.isThere(Past.DEAD)).isFalse();
      assertThat(relays.assign(null))
          .hasValueSatisfying(relay -> assertThat(relay.id()).isEqualTo(Past.LIVING));
    }
    // Three beats later it is gone, and who was there with it.
    await().atMost(PATIENCE).until(() -> online().isEmpty());
    assertThat(relays.isThere(Past.LIVING)).isFalse();
    assertThat(relays.assign(null)).isEmpty();
  }

  private Set<UUID> online() {
    return presence.onlineAmong(List.of(Past.ALICE, Past.BOB));
  }
}
