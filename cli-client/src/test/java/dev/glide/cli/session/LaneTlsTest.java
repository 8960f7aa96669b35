package dev.glide.cli.session;

import static dev.glide.cli.session.LaneTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lanes through a server that ends TLS in front of the relay. */
@Timeout(120)
class LaneTlsTest {
  private static final LanePatience PATIENCE =
      LanePair.patience(Duration.ofSeconds(60), Duration.ofSeconds(120));

  @TempDir static Path folder;
  private static SelfSigned shown;

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<FakePipe> pipes = new CopyOnWriteArrayList<>();
  private final byte[] body = new byte[LaneBounds.of(LanePair.LAYOUT).maxSealedBytes()];
  private FakeRelay relay;
  private ServerSocket front;
  private Lane sender;
  private Lane receiver;

  @BeforeAll
  static void makeCertificate() throws Exception {
    shown = SelfSigned.make(folder, "localhost", "ip:127.0.0.1");
  }

  @BeforeEach
  void open() throws Exception {
    relay = new FakeRelay();
    front =
        shown
            .context()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    Dialer dialer =
        Dialer.to(
            new ServerAddress(true, "127.0.0.1", front.getLocalPort()),
            Optional.of(shown.certificate()));
    UUID session = UUID.randomUUID();
    CompletableFuture<Lane> dialing = LanePair.later(() -> dial(dialer, session, Side.SENDER));
    receiver = dial(dialer, session, Side.RECEIVER);
    sender = LanePair.join(dialing);
  }

  private Lane dial(Dialer dialer, UUID session, Side side) throws Failure {
    return new LaneDialer(dialer, LanePair.KEYS, side, PATIENCE)
        .dial(relay.grant(session, LanePair.TRANSFER, side, 1), 0, LaneBounds.of(LanePair.LAYOUT));
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket near = front.accept();
        Socket far =
            new Socket(
                InetAddress.getLoopbackAddress(), ServerAddress.parse(relay.url(), false).port());
        sockets.addAll(List.of(near, far));
        FakePipe pipe = FakePipe.between(near, far);
        pipes.add(pipe);
        pipe.run(Meddler.HONEST, Meddler.HONEST, () -> pipes.remove(pipe));
      } catch (IOException | Failure e) {
        return;
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    pipes.forEach(FakePipe::cut);
    sender.close();
    receiver.close();
    front.close();
    relay.close();
  }

  @Test
  void carriesChunksAndAFarewell() throws Exception {
    byte[] sealed = LanePair.bytes(body.length);
    CompletableFuture<Void> sending =
        LanePair.async(() -> {
          for (int i = 0; i < 8; i++) {
            sender.sendChunk(i, sealed, sealed.length);
          }
          sender.send(new Bye(Reason.DONE));
        });
    for (int i = 0; i < 8; i++) {
      assertThat(receiver.receive(body)).isEqualTo(new Chunk(i, sealed.length));
      assertThat(Arrays.equals(body, sealed)).isTrue();
    }
    assertThat(receiver.receive(body)).isEqualTo(new Bye(Reason.DONE));
    sending.get(60, TimeUnit.SECONDS);
  }

  /** A TLS socket's own close waits for the write that it should end. */
  @Test
  void closeEndsASendThatNobodyTakes() throws Exception {
    relay.freeze(true);
    byte[] sealed = LanePair.bytes(body.length);
    CompletableFuture<Void> sending =
        LanePair.async(() -> {
          for (int i = 0; i < 100; i++) {
            sender.sendChunk(i, sealed, sealed.length);
          }
        });
    LanePair.async(sender::close).get(60, TimeUnit.SECONDS);
    assertFailure(() -> LanePair.join(sending), "lane-closed");
  }

  @Test
  void aBreakIsALostSession() throws Exception {
    pipes.forEach(FakePipe::cut);
    assertFailure(() -> receiver.receive(body), "session-lost");
  }
}
