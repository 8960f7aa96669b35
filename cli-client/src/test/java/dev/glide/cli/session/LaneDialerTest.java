package dev.glide.cli.session;

import static dev.glide.cli.session.LaneTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.shared.api.LanePlace;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LaneDialerTest {
  private static final LaneBounds BOUNDS = LaneBounds.of(LanePair.LAYOUT);
  private static final LanePatience PATIENCE =
      LanePair.patience(Duration.ofSeconds(60), Duration.ofSeconds(120));

  private final UUID session = UUID.randomUUID();
  private FakeRelay relay;

  @BeforeEach
  void open() throws IOException {
    relay = new FakeRelay();
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
  }

  @Test
  void opensSeveralLanesOfASession() throws Exception {
    try (LaneDialer sending = dialer(relay.dialer(), Side.SENDER);
        LaneDialer receiving = dialer(relay.dialer(), Side.RECEIVER)) {
      for (int number = 0; number < 3; number++) {
        int lane = number;
        CompletableFuture<Lane> other =
            LanePair.later(() -> sending.dial(grant(Side.SENDER, relay.url()), lane, BOUNDS));
        try (Lane opened = receiving.dial(grant(Side.RECEIVER, relay.url()), lane, BOUNDS);
            Lane far = LanePair.join(other)) {
          assertThat(opened.number()).isEqualTo(lane);
          assertThat(far.epoch()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aRelayThatSpeaksBeforeThePartnerNamesTheFailure() throws Exception {
    for (Ending ending : Ending.values()) {
      CompletableFuture<Lane> dialing = dial(relay.url());
      await().atMost(60, TimeUnit.SECONDS).until(() -> relay.waiting() == 1);
      relay.endWaiting(ending.code());
      assertFailure(() -> LanePair.join(dialing), ending.code());
    }
  }

  @Test
  void anUnknownEndingIsALostSession() throws Exception {
    CompletableFuture<Lane> dialing = dial(relay.url());
    await().atMost(60, TimeUnit.SECONDS).until(() -> relay.waiting() == 1);
    relay.endWaiting("eaten-by-a-whale");
    assertFailure(() -> LanePair.join(dialing), "session-lost");
  }

  @Test
  void refusalsKeepTheirCode() throws Exception {
    for (ErrorCode code :
        new ErrorCode[] {
          ErrorCode.SUPERSEDED, ErrorCode.DRAINING, ErrorCode.TOO_MANY, ErrorCode.TICKET_REFUSED
        }) {
      relay.refuse(code);
      assertFailure(() -> LanePair.join(dial(relay.url())), code.code());
    }
  }

  @Test
  void goesThroughTheOriginWhereTheRelayCantBeReached() throws Exception {
    FakeRelay gone = new FakeRelay();
    gone.close();
    CompletableFuture<Lane> one = dial(gone.url());
    try (Lane other = LanePair.dial(relay, LanePair.KEYS, PATIENCE, session, Side.SENDER);
        Lane lane = LanePair.join(one)) {
      assertThat(lane.number()).isEqualTo(other.number());
    }
  }

  @Test
  void triesTheRelaysOwnAddressFirst() throws Exception {
    try (FakeRelay origin = new FakeRelay()) {
      CompletableFuture<Lane> one =
          LanePair.later(() ->
              dialer(origin.dialer(), Side.RECEIVER)
                  .dial(grant(Side.RECEIVER, relay.url()), 0, BOUNDS));
      try (Lane other = LanePair.dial(relay, LanePair.KEYS, PATIENCE, session, Side.SENDER);
          Lane lane = LanePair.join(one)) {
        assertThat(lane.number()).isEqualTo(other.number());
        assertThat(origin.requests).isEmpty();
      }
    }
  }

  @Test
  void asksTheOriginIfTheGrantNamesNoAddressOrOneThatIsNone() throws Exception {
    for (String url : new @Nullable String[] {null, "not an address"}) {
      CompletableFuture<Lane> one = dial(url);
      try (Lane other = LanePair.dial(relay, LanePair.KEYS, PATIENCE, session, Side.SENDER);
          Lane lane = LanePair.join(one)) {
        assertThat(lane.number()).isEqualTo(other.number());
      }
    }
  }

  @Test
  void nobodyAnswersWhereNobodyIs() throws Exception {
    relay.close();
    assertFailure(() -> LanePair.join(dial(relay.url())), "server-away");
  }

  @Test
  void closeEndsTheWaitForThePartner() throws Exception {
    LaneDialer dialer = dialer(relay.dialer(), Side.RECEIVER);
    CompletableFuture<Lane> dialing =
        LanePair.later(() -> dialer.dial(grant(Side.RECEIVER, relay.url()), 0, BOUNDS));
    await().atMost(60, TimeUnit.SECONDS).until(() -> relay.waiting() == 1);
    dialer.close();
    assertFailure(() -> LanePair.join(dialing), "lane-closed");
    assertFailure(() -> dialer.dial(grant(Side.RECEIVER, null), 0, BOUNDS), "lane-closed");
  }

  @Test
  void neverLeavesTlsForARelaysAddress() throws Exception {
    Dialer secure =
        Dialer.to(new ServerAddress(true, "127.0.0.1", 1), Optional.empty())
            .connectWithin(Duration.ofSeconds(5));
    assertThat(secure.towards(ServerAddress.parse(relay.url(), true))).isEmpty();
    assertFailure(
        () -> dialer(secure, Side.RECEIVER).dial(grant(Side.RECEIVER, relay.url()), 0, BOUNDS),
        "server-away");
    assertThat(relay.requests).isEmpty();
  }

  @Test
  void oddLanesMeetWhereTheGrantSays() throws Exception {
    try (FakeRelay other = new FakeRelay()) {
      List<CompletableFuture<Lane>> dialled = new ArrayList<>();
      for (Side side : Side.values()) {
        SessionGrant first = grant(side, relay.url());
        SessionGrant grant =
            new SessionGrant(
                first.session(),
                first.transfer(),
                first.recipient(),
                first.device(),
                first.epoch(),
                first.url(),
                true,
                first.ticket(),
                new LanePlace(
                    other.url(), other.grant(session, LanePair.TRANSFER, side, 1).ticket()));
        LaneDialer dialer = dialer(relay.dialer(), side);
        for (int lane = 0; lane < 4; lane++) {
          int number = lane;
          dialled.add(LanePair.later(() -> dialer.dial(grant, number, BOUNDS)));
        }
      }
      for (CompletableFuture<Lane> each : dialled) {
        each.get(30, TimeUnit.SECONDS).close();
      }
      assertThat(relay.requests)
          .hasSize(4)
          .allMatch(each -> each.contains("lane=0") || each.contains("lane=2"));
      assertThat(other.requests)
          .hasSize(4)
          .allMatch(each -> each.contains("lane=1") || each.contains("lane=3"));
    }
  }

  @Test
  void lanesAreNumberedFrom0To15() throws Exception {
    LaneDialer dialer = dialer(relay.dialer(), Side.SENDER);
    for (int lane : new int[] {-1, 16}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> dialer.dial(grant(Side.SENDER, null), lane, BOUNDS));
    }
  }

  private CompletableFuture<Lane> dial(@Nullable String url) {
    return LanePair.later(
        () -> dialer(relay.dialer(), Side.RECEIVER).dial(grant(Side.RECEIVER, url), 0, BOUNDS));
  }

  private static LaneDialer dialer(Dialer dialer, Side side) {
    return new LaneDialer(dialer, LanePair.KEYS, side, PATIENCE);
  }

  private SessionGrant grant(Side side, @Nullable String url) {
    SessionGrant usual = relay.grant(session, LanePair.TRANSFER, side, 1);
    return new SessionGrant(
        usual.session(),
        usual.transfer(),
        usual.recipient(),
        usual.device(),
        usual.epoch(),
        url,
        true,
        usual.ticket(),
        null);
  }
}
