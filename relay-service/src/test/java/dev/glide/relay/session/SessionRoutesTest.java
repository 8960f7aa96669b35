package dev.glide.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.relay.RawClient;
import dev.glide.relay.TestTokens;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.relay.ticket.RefusedTickets;
import dev.glide.relay.ticket.RefusedTickets.Kind;
import dev.glide.shared.token.SessionClaims.Side;
import dev.glide.shared.token.TicketRefusal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionRoutesTest {
  @Inject RelaySelf self;
  @Inject RefusedTickets refused;
  @Inject Sessions sessions;
  private Lanes lanes;

  @BeforeEach
  void newSession() {
    lanes = Lanes.at(self.address());
  }

  @Test
  void pairsTheTwoSidesOfALane() throws IOException {
    try (RawClient sender = lanes.dial(Side.SENDER)) {
      sender.send("early");
      try (RawClient receiver = lanes.dial(Side.RECEIVER)) {
        assertThat(receiver.read(5)).isEqualTo("early");
        receiver.send("hello");
        assertThat(sender.read(5)).isEqualTo("hello");
        sender.send("bye");
        assertThat(receiver.read(3)).isEqualTo("bye");
      }
    }
  }

  @Test
  void passesHalfClosesOn() throws IOException {
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      sender.send("last words");
      sender.finish();
      assertThat(receiver.readAll()).isEqualTo("last words");
      receiver.send("still here");
      assertThat(sender.read(10)).isEqualTo("still here");
      receiver.finish();
      assertThat(sender.readAll()).isEmpty();
    }
    awaitEnding(Side.SENDER, "paired-and-closed");
    awaitEnding(Side.RECEIVER, "paired-and-closed");
  }

  @Test
  void tellsWhoseConnectionBroke() throws IOException {
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      sender.send("x");
      assertThat(receiver.read(1)).isEqualTo("x");
      sender.reset();
      assertThat(receiver.readAll()).isEmpty();
    }
    awaitEnding(Side.SENDER, "gone");
    awaitEnding(Side.RECEIVER, "partner-lost");
  }

  @Test
  void forgetsWhoLeavesWhileWaiting() throws IOException {
    try (RawClient sender = lanes.dial(Side.SENDER)) {
      sender.send("hello");
    }
    awaitEnding(Side.SENDER, "gone");
  }

  @Test
  void replacesWhoComesAgain() throws IOException {
    await().until(sessions::isEmpty);
    try (RawClient older = lanes.dial(Side.SENDER)) {
      // The answer may be read an instant before the relay holds the connection.
      await().until(() -> sessions.connections() == 1);
      try (RawClient newer = lanes.dial(Side.SENDER)) {
        assertThat(older.readAll()).isEqualTo("glide/1 ending replaced\r\n");
        try (RawClient receiver = lanes.dial(Side.RECEIVER)) {
          receiver.send("to the newer");
          assertThat(newer.read(12)).isEqualTo("to the newer");
        }
      }
    }
  }

  @Test
  void refusesAnOlderEpoch() throws IOException {
    try (RawClient newer = lanes.dial(Side.SENDER, 0, 2);
        RawClient older = lanes.ask(Side.RECEIVER, 0, 1)) {
      assertThat(newer.status()).isEqualTo(101);
      assertThat(older.status()).isEqualTo(409);
      assertThat(older.body()).contains("\"superseded\"");
    }
  }

  @Test
  void refusesTicketsThatAreNot() throws IOException {
    UUID user = UUID.randomUUID();
    String[] tickets = {
      "",
      "rubbish",
      TestTokens.access(user, user),
      TestTokens.session(UUID.randomUUID(), user, Side.SENDER, 1, self.address()),
      TestTokens.session(
          lanes.session(), user, Side.SENDER, 1, self.address(), Instant.now().minusSeconds(3600)),
    };
    long expired = refused.of(Kind.SESSION, TicketRefusal.EXPIRED);
    long forAnother = refused.of(Kind.SESSION, TicketRefusal.NOT_FOR_THIS);
    for (String ticket : tickets) {
      try (RawClient client = RawClient.lane(self.address(), lanes.path(0), ticket)) {
        assertThat(client.status()).isEqualTo(401);
        assertThat(client.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(client.body()).contains("\"ticket-refused\"");
      }
    }
    assertThat(refused.of(Kind.SESSION, TicketRefusal.EXPIRED)).isEqualTo(expired + 1);
    assertThat(refused.of(Kind.SESSION, TicketRefusal.NOT_FOR_THIS)).isEqualTo(forAnother + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?lane=", "?lane=16", "?lane=-1", "?lane=x", "?lane=99999999999"})
  void refusesLanesThatAreNot(String query) throws IOException {
    try (RawClient client =
        RawClient.lane(
            self.address(),
            "/relay/v1/sessions/" + lanes.session() + query,
            lanes.ticket(Side.SENDER, 1))) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).contains("\"malformed\"");
    }
  }

  @Test
  void needsAnUpgrade() throws IOException {
    try (RawClient client = new RawClient(self.address())) {
      client.ask(
          "GET " + lanes.path(0) + " HTTP/1.1",
          "Authorization: Bearer " + lanes.ticket(Side.SENDER, 1));
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).contains("\"malformed\"");
      client.ask("POST " + lanes.path(0) + " HTTP/1.1", "Content-Length: 0");
      assertThat(client.status()).isEqualTo(405);
      assertThat(client.body()).contains("\"method-not-allowed\"");
      client.ask("GET /relay/v1/sessions/nobody HTTP/1.1");
      assertThat(client.status()).isEqualTo(404);
    }
  }

  @Test
  void knowsNoEndingOfWhatHasNotBeen() throws IOException {
    assertThat(lanes.ending(Side.SENDER, 0, 1)).isEqualTo("404");
  }

  private void awaitEnding(Side side, String word) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(lanes.ending(side, 0, 1)).isEqualTo(word));
  }
}
