package dev.glide.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.relay.directory.RelaySelf;
import dev.glide.shared.api.Headers;
import dev.glide.shared.token.SessionClaims.Side;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CorrelationRouteTest {
  private static final String HEADER = Headers.CORRELATION.toLowerCase(Locale.ROOT);

  @Inject RelaySelf self;

  @Test
  void namesTheRequestInEveryAnswer() throws IOException {
    UUID session = UUID.randomUUID();
    String[] refused = {
      "sessions/nobody", "sessions/" + session + "?lane=0", "presence", "nothing"
    };
    for (String path : refused) {
      try (RawClient client = new RawClient(self.address())) {
        client.ask("GET /relay/v1/" + path + " HTTP/1.1", HEADER + ": command-0001");
        assertThat(client.status()).isGreaterThanOrEqualTo(400);
        assertThat(client.headers()).containsEntry(HEADER, "command-0001");
      }
    }
  }

  @Test
  void namesTheRequestThatIsUpgraded() throws IOException {
    UUID session = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    String ticket = TestTokens.session(session, user, Side.SENDER, 1, self.address());
    try (RawClient client = new RawClient(self.address())) {
      client.ask(
          "GET /relay/v1/sessions/" + session + "?lane=0 HTTP/1.1",
          "Authorization: Bearer " + ticket,
          HEADER + ": command-0002",
          "Connection: Upgrade",
          "Upgrade: glide/1");
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.headers()).containsEntry(HEADER, "command-0002");
    }
    try (RawClient client = new RawClient(self.address())) {
      client.ask(
          "GET /relay/v1/presence HTTP/1.1",
          "Authorization: Bearer " + TestTokens.access(user, user),
          HEADER + ": command-0003",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
      assertThat(client.status()).isEqualTo(101);
      assertThat(client.headers()).containsEntry(HEADER, "command-0003");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with blanks", "new\tline", "ümlaute-not"})
  void makesOneWhereThereIsNoneToUse(String wrong) throws IOException {
    try (RawClient client = new RawClient(self.address())) {
      client.ask("GET /relay/v1/presence HTTP/1.1", HEADER + ": " + wrong);
      assertThat(client.headers().get(HEADER)).matches("[0-9a-f-]{36}");
    }
  }
}
