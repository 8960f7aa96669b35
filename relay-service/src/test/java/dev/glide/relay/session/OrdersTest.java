package dev.glide.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.relay.RawClient;
import dev.glide.relay.Registry;
import dev.glide.relay.TestTokens;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.OrderEvent.Kind;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.token.SessionClaims.Side;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator wants of a relay that lives on. */
@QuarkusTest
@TestProfile(OrdersTest.ShortPatience.class)
class OrdersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What has not moved is ended soon. */
  public static class ShortPatience implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("glide.relay.drain", "500ms", "glide.relay.beat", "100ms");
    }
  }

  @Inject RelaySelf self;
  @Inject Registry registry;

  private void order(Kind kind, String relay) {
    registry.say(new OrderEvent(UUID.randomUUID(), Instant.now(), kind, relay, null, null));
  }

  /** As long as it takes to say so often that it is there. */
  private void awaitBeats(int count) {
    int before = registry.relays().size();
    await().atMost(PATIENCE).until(() -> registry.relays().size() >= before + count);
  }

  private void awaitDraining(boolean draining) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          var beats = registry.relays();
          RelayEvent last = beats.isEmpty() ? null : beats.getLast();
          return last != null && last.draining() == draining;
        });
  }

  private static void requirePassage(RawClient from, RawClient to, String words)
      throws IOException {
    from.send(words);
    assertThat(to.read(words.length())).isEqualTo(words);
  }

  @AfterEach
  void useAgain() {
    order(Kind.UNDRAIN, self.id());
    awaitDraining(false);
  }

  @Test
  void handsOverWhatItHasAndTakesPartAgain() throws IOException {
    Lanes before = Lanes.at(self.address());
    try (RawClient device = presence();
        RawClient sender = before.dial(Side.SENDER);
        RawClient receiver = before.dial(Side.RECEIVER)) {
      assertThat(device.status()).isEqualTo(101);
      requirePassage(sender, receiver, "x");
      order(Kind.DRAIN, self.id());
      awaitDraining(true);
      assertThat(sender.readAll()).isEmpty();
      assertThat(device.readAll()).contains("{\"kind\":\"move\"}");
    }
    try (RawClient refused = Lanes.at(self.address()).ask(Side.SENDER, 0, 1);
        RawClient device = presence()) {
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("\"draining\"");
      assertThat(device.status()).isEqualTo(503);
    }

    order(Kind.UNDRAIN, self.id());
    awaitDraining(false);
    Lanes after = Lanes.at(self.address());
    try (RawClient device = presence();
        RawClient sender = after.dial(Side.SENDER);
        RawClient receiver = after.dial(Side.RECEIVER)) {
      assertThat(device.status()).isEqualTo(101);
      requirePassage(sender, receiver, "y");
    }
  }

  @Test
  void leavesAloneWhatHasMovedBackInTime() throws IOException {
    Lanes lanes = Lanes.at(self.address());
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      requirePassage(sender, receiver, "x");
      order(Kind.DRAIN, self.id());
      order(Kind.UNDRAIN, self.id());
      order(Kind.UNDRAIN, self.id());
      awaitDraining(false);
      requirePassage(sender, receiver, "still here");
      // Whoever would still end it has had the time to.
      awaitBeats(10);
      requirePassage(receiver, sender, "and here");
    }
  }

  @Test
  void doesNotMindOrdersForOthers() throws IOException {
    order(Kind.DRAIN, "another");
    awaitBeats(3);
    assertThat(registry.relays().getLast().draining()).isFalse();
    try (RawClient device = presence()) {
      assertThat(device.status()).isEqualTo(101);
    }
  }

  private RawClient presence() throws IOException {
    return RawClient.presence(
        self.address(), TestTokens.access(UUID.randomUUID(), UUID.randomUUID()));
  }
}
