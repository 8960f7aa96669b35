package dev.glide.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.relay.RawClient;
import dev.glide.relay.TestTokens;
import dev.glide.shared.token.SessionClaims.Side;
import java.io.IOException;
import java.util.UUID;

/** A session at a relay, and both its sides as clients use it. */
record Lanes(String relay, String address, UUID session, UUID sender, UUID receiver) {

  /** A session of two people, at the relay that is asked. */
  static Lanes at(String relay) {
    return new Lanes(relay, relay, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  }

  /** The same session, asked for at another relay. */
  Lanes via(String other) {
    return new Lanes(other, address, session, sender, receiver);
  }

  String ticket(Side side, int epoch) {
    return TestTokens.session(
        session, side == Side.SENDER ? sender : receiver, side, epoch, address);
  }

  String path(int lane) {
    return "/relay/v1/sessions/" + session + "?lane=" + lane;
  }

  /** Asks for a lane, whatever the answer. */
  RawClient ask(Side side, int lane, int epoch) throws IOException {
    return RawClient.lane(relay, path(lane), ticket(side, epoch));
  }

  /** A connection that has been let in. */
  RawClient dial(Side side, int lane, int epoch) throws IOException {
    RawClient client = ask(side, lane, epoch);
    assertThat(client.status()).as(client.headers().toString()).isEqualTo(101);
    return client;
  }

  RawClient dial(Side side) throws IOException {
    return dial(side, 0, 1);
  }

  /** The ending that the relay tells of a lane. */
  String ending(Side side, int lane, int epoch) throws IOException {
    try (RawClient client = new RawClient(relay)) {
      client.ask(
          "GET /relay/v1/sessions/%s/ending?lane=%d&epoch=%d HTTP/1.1"
              .formatted(session, lane, epoch),
          "Authorization: Bearer " + ticket(side, epoch));
      return client.status() == 200
          ? client.body().replaceAll(".*:\"([a-z-]+)\".*", "$1")
          : String.valueOf(client.status());
    }
  }
}
