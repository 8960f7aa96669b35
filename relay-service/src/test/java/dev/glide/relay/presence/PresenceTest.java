package dev.glide.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.relay.Registry;
import dev.glide.relay.TestTokens;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PresenceTest.Impatient.class)
class PresenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Pings soon, so that a test sees it. */
  public static class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "glide.relay.presence.ping", "200ms",
          "glide.relay.presence.dead", "2s",
          "glide.relay.presence.max-sockets-per-user", "3");
    }
  }

  @Inject RelaySelf self;
  @Inject Registry registry;
  @Inject Presences presences;

  private final UUID alice = UUID.randomUUID();
  private final UUID bob = UUID.randomUUID();
  private final UUID device = UUID.randomUUID();
  private final UUID transfer = UUID.randomUUID();

  @Test
  void tellsTheRegistryBeforeItIsReady() throws IOException {
    try (NoticeClient client = connect(bob, device)) {
      assertThat(client.text()).isEqualTo("{\"kind\":\"ready\"}");
      assertThat(registry.heard(device)).singleElement().matches(PresenceEvent::online);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> registry.heard(device).size() == 2 && !registry.heard(device).get(1).online());
  }

  @Test
  void tellsEachSocketOfThoseConcernedOnce() throws IOException {
    try (NoticeClient first = ready(bob, device);
        NoticeClient second = ready(bob, UUID.randomUUID());
        NoticeClient sender = ready(alice, UUID.randomUUID())) {
      registry.say(Kind.OFFERED, transfer, alice, bob);
      registry.say(Kind.ACCEPTED, transfer, alice, bob);
      registry.say(Kind.ENDED, transfer, alice, bob);
      registry.say(Kind.SESSION, transfer, alice, bob, alice);
      for (NoticeClient each : new NoticeClient[] {first, second}) {
        assertThat(each.text()).isEqualTo(notice("offer"));
        assertThat(each.text()).isEqualTo(notice("accepted"));
        assertThat(each.text()).isEqualTo(notice("session"));
      }
      assertThat(sender.text()).isEqualTo(notice("accepted"));
      assertThat(sender.text()).isEqualTo(notice("session"));
    }
  }

  @Test
  void keepsAnOlderConnectionOfADevice() throws IOException {
    try (NoticeClient older = ready(bob, device);
        NoticeClient newer = ready(bob, device)) {
      registry.say(Kind.OFFERED, transfer, alice, bob);
      assertThat(older.text()).isEqualTo(notice("offer"));
      assertThat(newer.text()).isEqualTo(notice("offer"));
    }
  }

  @Test
  void keepsWhoAnswersPings() throws IOException {
    try (NoticeClient client = ready(bob, device)) {
      for (int i = 0; i < 12; i++) {
        client.awaitPing();
      }
      registry.say(Kind.OFFERED, transfer, alice, bob);
      assertThat(client.text()).isEqualTo(notice("offer"));
    }
  }

  @Test
  void givesUpOnWhoDoesNot() throws IOException {
    try (NoticeClient client = ready(bob, device)) {
      await()
          .atMost(PATIENCE)
          .until(() -> registry.heard(device).stream().anyMatch(event -> !event.online()));
      assertThat(client.readsUntilClosed()).isTrue();
    }
  }

  @Test
  void closesTheConnectionOfWhoDoesNotRead() throws IOException {
    try (NoticeClient client = ready(bob, device)) {
      assertThat(client.isOpen()).isTrue();
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(PATIENCE)
          .until(() -> {
            for (int i = 0; i < 2_000; i++) {
              registry.say(Kind.OFFERED, transfer, alice, bob);
            }
            return registry.heard(device).stream().anyMatch(event -> !event.online());
          });
    }
  }

  @Test
  void letsInOnlySoMany() throws IOException {
    try (NoticeClient one = ready(bob, device);
        NoticeClient two = ready(bob, device);
        NoticeClient three = ready(bob, device);
        NoticeClient four = connect(bob, device)) {
      assertThat(new int[] {one.status(), two.status(), three.status()}).containsOnly(101);
      assertThat(four.status()).isEqualTo(429);
      assertThat(four.headers()).containsKey("retry-after");
    }
    await().atMost(PATIENCE).until(() -> presences.sockets() == 0);
  }

  @Test
  void refusesWhoIsNotSignedIn() throws IOException {
    try (NoticeClient client = NoticeClient.connect(self.address(), "rubbish")) {
      assertThat(client.status()).isEqualTo(401);
      assertThat(client.body()).contains("\"not-signed-in\"");
    }
  }

  @Test
  void tellsAgainWhatTheRegistryDidNotHear() throws IOException {
    registry.setDeaf(true);
    try (NoticeClient client = ready(bob, device)) {
      assertThat(registry.heard(device)).isEmpty();
      registry.setDeaf(false);
      await().atMost(PATIENCE).until(() -> registry.heard(device).size() == 1);
      assertThat(client.isOpen()).isTrue();
    } finally {
      registry.setDeaf(false);
    }
  }

  @Test
  void shutsSomebodyOutAndLetsThemInAgain() throws IOException {
    try (NoticeClient one = ready(bob, device);
        NoticeClient two = ready(bob, UUID.randomUUID());
        NoticeClient other = ready(alice, UUID.randomUUID())) {
      order(OrderEvent.Kind.SHUT_OUT);
      order(OrderEvent.Kind.SHUT_OUT);
      registry.say(Kind.ACCEPTED, transfer, alice, bob);
      assertThat(other.text()).isEqualTo(notice("accepted"));
      await()
          .atMost(PATIENCE)
          .until(() -> registry.heard(device).stream().anyMatch(event -> !event.online()));
      assertThat(one.readsUntilClosed()).isTrue();
      assertThat(two.readsUntilClosed()).isTrue();
      try (NoticeClient again = connect(bob, device)) {
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.body()).contains("\"account-disabled\"");
      }
    }
    order(OrderEvent.Kind.LET_IN);
    try (NoticeClient again = ready(bob, device)) {
      assertThat(again.status()).isEqualTo(101);
    }
  }

  private void order(OrderEvent.Kind kind) {
    registry.say(new OrderEvent(UUID.randomUUID(), Instant.now(), kind, null, bob, null));
  }

  private NoticeClient connect(UUID user, UUID ofDevice) throws IOException {
    return NoticeClient.connect(self.address(), TestTokens.access(user, ofDevice));
  }

  private NoticeClient ready(UUID user, UUID ofDevice) throws IOException {
    NoticeClient client = connect(user, ofDevice);
    assertThat(client.text()).isEqualTo("{\"kind\":\"ready\"}");
    return client;
  }

  private String notice(String kind) {
    return "{\"kind\":\"%s\",\"transfer\":\"%s\"}".formatted(kind, transfer);
  }
}
