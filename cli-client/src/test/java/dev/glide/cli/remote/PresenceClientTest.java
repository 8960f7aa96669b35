package dev.glide.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.FakeRelay;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.TokenResponse;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PresenceClientTest {
  private static final UUID DEVICE = new UUID(1, 2);

  private final Heard heard = new Heard();
  private final AtomicInteger sleptMillis = new AtomicInteger();
  private FakeRelay relay;

  /** Keeps what it hears. */
  private static final class Heard implements PresenceClient.Listener {
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final List<Failure> away = new CopyOnWriteArrayList<>();

    @Override
    public void notice(Notice notice) {
      notices.add(notice);
    }

    @Override
    public void connected() {
      connections.incrementAndGet();
    }

    @Override
    public void away(Failure why) {
      away.add(why);
    }
  }

  @BeforeEach
  void open() throws IOException {
    relay = new FakeRelay();
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
  }

  @Test
  void hearsNoticesAndPassesOverWhatItDoesNotKnow() throws Exception {
    Notice offer = new Notice(Notice.OFFER, UUID.randomUUID());
    try (PresenceClient client = client(relay.dialer())) {
      until(() -> relay.present() == 1);
      relay.tell(offer);
      until(() -> heard.notices.size() == 2);
      assertThat(heard.notices).containsExactly(new Notice(Notice.READY, null), offer);
      assertThat(heard.connections).hasValue(1);
      assertThat(client).isNotNull();
    }
    until(() -> relay.present() == 0);
    assertThat(heard.away).isEmpty();
  }

  @Test
  void comesAgainAfterABreak() throws Exception {
    try (PresenceClient client = client(relay.dialer())) {
      until(() -> relay.present() == 1);
      relay.forget();
      until(() -> heard.connections.get() == 2 && relay.present() == 1);
      assertThat(heard.away).extracting(Failure::code).containsExactly("server-away");
      assertThat(client).isNotNull();
    }
  }

  @Test
  void comesAgainWhenTheRelayIsGoingWithoutAWordOfIt() throws Exception {
    try (PresenceClient client = client(relay.dialer())) {
      until(() -> relay.present() == 1);
      relay.tell(new Notice(Notice.MOVE, null));
      until(() -> heard.connections.get() == 2 && relay.present() == 1);
      assertThat(heard.away).isEmpty();
      assertThat(heard.notices).extracting(Notice::kind).doesNotContain(Notice.MOVE);
      assertThat(client).isNotNull();
    }
  }

  @Test
  void comesAgainAfterTheMachineHasSlept() throws Exception {
    try (PresenceClient client = client(relay.dialer())) {
      until(() -> relay.present() == 1);
      sleptMillis.set(3_600_000);
      until(() -> heard.connections.get() == 2 && relay.present() == 1);
      assertThat(client).isNotNull();
    }
  }

  @Test
  void goesOnTryingWhileItIsRefused() throws Exception {
    relay.refuse(ErrorCode.DRAINING);
    try (PresenceClient client = client(relay.dialer())) {
      until(() -> heard.away.size() >= 2);
      assertThat(heard.away.getFirst().code()).isEqualTo("draining");
      relay.refuse(null);
      until(() -> relay.present() == 1);
      assertThat(client).isNotNull();
    }
  }

  @Test
  void renewsATokenThatIsRefusedOnce() throws Exception {
    Problem refused = Problem.of(ErrorCode.NOT_SIGNED_IN, "no");
    try (CannedServer server =
            new CannedServer(
                CannedServer.answering(json(401, refused)),
                CannedServer.answering(json(200, new TokenResponse("fresh", "Bearer", 900))),
                CannedServer.answering(json(401, refused)));
        PresenceClient client = client(Dialer.to(server.address(), Optional.empty()))) {
      until(() -> !heard.away.isEmpty());
      assertThat(heard.away.getFirst().exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN);
      assertThat(server.heads.get(0)).contains("Authorization: Bearer kept\r\n");
      assertThat(server.heads.get(1)).startsWith("POST /api/v1/auth/token ");
      assertThat(server.heads.get(2)).contains("Authorization: Bearer fresh\r\n");
      assertThat(client).isNotNull();
    }
  }

  @Test
  void isDeadAfterSilence() throws Exception {
    try (CannedServer server = new CannedServer(WebSocketTest.silent());
        PresenceClient client =
            client(Dialer.to(server.address(), Optional.empty()), Duration.ofMillis(300))) {
      until(() -> heard.connections.get() >= 2);
      assertThat(heard.away.getFirst().code()).isEqualTo("server-away");
      assertThat(client).isNotNull();
    }
  }

  private static String json(int status, Object record) {
    String text = Json.write(record);
    return "HTTP/1.1 %d Canned\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, text.length(), text);
  }

  private static void until(Callable<Boolean> holds) {
    await().atMost(60, TimeUnit.SECONDS).until(holds);
  }

  private PresenceClient client(Dialer dialer) {
    return client(dialer, Duration.ofSeconds(60));
  }

  private PresenceClient client(Dialer dialer, Duration silence) {
    InstantSource clock = () -> Instant.now().plusMillis(sleptMillis.get());
    SignIn signIn =
        new SignIn(dialer, new Signer(), new Kept(dialer), Patience.SHORT, InstantSource.system());
    return PresenceClient.open(
        dialer.silence(silence),
        signIn,
        heard,
        new WakeWatch(clock, System::nanoTime),
        Duration.ofMillis(50));
  }

  private static final class Signer implements DeviceSigner {
    @Override
    public UUID device() {
      return DEVICE;
    }

    @Override
    public byte[] sign(byte[] message) {
      return new byte[64];
    }
  }

  /** A token that still seems good. */
  private record Kept(Dialer dialer) implements TokenCache {
    @Override
    public Optional<Entry> read() {
      return Optional.of(
          new Entry(
              dialer.address().origin(),
              DEVICE.toString(),
              "kept",
              Instant.now().plusSeconds(3_600)));
    }

    @Override
    public void write(Entry entry) {
      assertThat(entry.token()).isEqualTo("fresh");
    }
  }
}
