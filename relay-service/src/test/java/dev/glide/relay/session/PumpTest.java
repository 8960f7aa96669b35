package dev.glide.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.relay.RawClient;
import dev.glide.relay.pairing.Ending;
import dev.glide.shared.token.SessionClaims.Side;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to bytes, with real sockets and leak detection. */
class PumpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MIB = 1024 * 1024;

  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
  private ExecutorService threads;
  private BareRelay relay;

  @BeforeEach
  void start() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    relay = BareRelay.start(Map.of("max-sessions", "300", "max-sessions-per-user", "300"));
  }

  @AfterEach
  void stop() {
    relay.close();
    threads.shutdownNow();
    ResourceLeakDetector.setLevel(before);
  }

  @Test
  void bringsAGibibyteUnchanged() throws Exception {
    Lanes lanes = Lanes.at(relay.origin());
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      Future<Long> sent = threads.submit(() -> send(sender, 1024, 1));
      assertThat(receive(receiver)).isEqualTo(sent.get());
      receiver.finish();
      assertThat(sender.readAll()).isEmpty();
    }
    awaitEndings(Ending.PAIRED_AND_CLOSED, 2);
  }

  @Test
  void doesNotDeadlockWithLanesFullInBothDirections() throws Exception {
    Lanes lanes = Lanes.at(relay.origin());
    List<Future<Long>> sent = new ArrayList<>();
    List<Future<Long>> received = new ArrayList<>();
    List<RawClient> clients = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      // In turns, so that the ends of the pairs come to different event loops.
      RawClient sender = lanes.dial(Side.SENDER, lane, 1);
      RawClient receiver = lanes.dial(Side.RECEIVER, lane, 1);
      clients.addAll(List.of(sender, receiver));
      long seed = lane;
      sent.add(threads.submit(() -> send(sender, 64, seed)));
      sent.add(threads.submit(() -> send(receiver, 64, seed + 100)));
      received.add(threads.submit(() -> receive(receiver)));
      received.add(threads.submit(() -> receive(sender)));
    }
    assertThat(all(received)).isEqualTo(all(sent));
    for (RawClient client : clients) {
      client.close();
    }
    awaitEndings(Ending.PAIRED_AND_CLOSED, 8);
  }

  @Test
  void holdsAMebibyteForWhoDoesNotRead() throws Exception {
    Lanes lanes = Lanes.at(relay.origin());
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      Future<Long> sent = threads.submit(() -> send(sender, 64, 7));
      await()
          .atMost(PATIENCE)
          .during(Duration.ofSeconds(1))
          .until(() -> {
            long held = relay.sessions().heldBytes();
            assertThat(held).isLessThanOrEqualTo(MIB);
            return held > 0 && !sent.isDone();
          });
      assertThat(receive(receiver)).isEqualTo(sent.get());
      assertThat(relay.sessions().heldBytes()).isLessThanOrEqualTo(MIB);
    }
  }

  @Test
  void carriesTwoHundredSessionsAtOnce() throws Exception {
    List<Future<Long>> sent = new ArrayList<>();
    List<Future<Long>> received = new ArrayList<>();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Lanes lanes = Lanes.at(relay.origin());
      RawClient sender = lanes.dial(Side.SENDER);
      RawClient receiver = lanes.dial(Side.RECEIVER);
      clients.addAll(List.of(sender, receiver));
      long seed = i;
      sent.add(threads.submit(() -> send(sender, 1, seed)));
      received.add(threads.submit(() -> receive(receiver)));
    }
    assertThat(relay.sessions().sessions()).isEqualTo(200);
    assertThat(all(received)).isEqualTo(all(sent));
    for (RawClient client : clients) {
      client.close();
    }
    awaitEndings(Ending.PAIRED_AND_CLOSED, 400);
    assertThat(relay.sessions().isEmpty()).isTrue();
  }

  @Test
  void endsBothWhereOneBreaksInTheMiddle() throws Exception {
    Lanes lanes = Lanes.at(relay.origin());
    try (RawClient sender = lanes.dial(Side.SENDER);
        RawClient receiver = lanes.dial(Side.RECEIVER)) {
      Future<Long> sent = threads.submit(() -> send(sender, 256, 3));
      assertThat(receiver.in().readNBytes(MIB)).hasSize(MIB);
      receiver.reset();
      await().atMost(PATIENCE).until(sent::isDone);
    }
    awaitEndings(Ending.GONE, 1);
    awaitEndings(Ending.PARTNER_LOST, 1);
  }

  @Test
  void passesOnThroughAnotherRelay() throws Exception {
    try (BareRelay other = BareRelay.start(Map.of())) {
      Lanes lanes = Lanes.at(relay.origin());
      try (RawClient sender = lanes.via(other.origin()).dial(Side.SENDER);
          RawClient receiver = lanes.dial(Side.RECEIVER)) {
        Future<Long> sent = threads.submit(() -> send(sender, 32, 5));
        assertThat(receive(receiver)).isEqualTo(sent.get());
        receiver.send("thanks");
        assertThat(sender.read(6)).isEqualTo("thanks");
        sender.reset();
        assertThat(receiver.readAll()).isEmpty();
      }
      assertThat(lanes.via(other.origin()).ending(Side.RECEIVER, 0, 1)).isNotEqualTo("404");
      await().atMost(PATIENCE).until(() -> other.sessions().isIdle());
    }
  }

  @Test
  void isNotNeededForWhatItPassesOn() throws Exception {
    try (BareRelay other = BareRelay.start(Map.of())) {
      Lanes lanes = Lanes.at(relay.origin());
      try (RawClient sender = lanes.via(other.origin()).dial(Side.SENDER);
          RawClient receiver = lanes.dial(Side.RECEIVER)) {
        sender.send("before");
        assertThat(receiver.read(6)).isEqualTo("before");
        assertThat(other.sessions().isIdle()).isFalse();
        assertThat(other.sessions().isEmpty()).isTrue();

        other.sessions().endAll();

        assertThat(sender.readAll()).isEmpty();
        assertThat(receiver.readAll()).isEmpty();
      }
    }
  }

  @Test
  void passesRefusalsOnAndGoesNoFurtherThanOneHop() throws Exception {
    try (BareRelay other = BareRelay.start(Map.of())) {
      Lanes lanes = Lanes.at(relay.origin());
      try (RawClient newer = lanes.dial(Side.SENDER, 0, 2);
          RawClient older = lanes.via(other.origin()).ask(Side.RECEIVER, 0, 1)) {
        assertThat(newer.status()).isEqualTo(101);
        assertThat(older.status()).isEqualTo(409);
        assertThat(older.body()).contains("\"superseded\"");
      }
      try (RawClient twice = new RawClient(other.origin())) {
        twice.ask(
            "GET " + lanes.path(0) + " HTTP/1.1",
            "Authorization: Bearer " + lanes.ticket(Side.SENDER, 1),
            "Glide-Forwarded: 1",
            "Connection: Upgrade",
            "Upgrade: glide/1");
        assertThat(twice.status()).isEqualTo(503);
        assertThat(twice.headers()).containsKey("retry-after");
      }
    }
  }

  @Test
  void saysWhenARelayIsAway() throws Exception {
    Lanes gone;
    try (BareRelay other = BareRelay.start(Map.of())) {
      gone = Lanes.at(other.origin()).via(relay.origin());
    }
    try (RawClient client = gone.ask(Side.SENDER, 0, 1)) {
      assertThat(client.status()).isEqualTo(503);
      assertThat(client.body()).contains("\"unavailable\"");
    }
  }

  private static long send(RawClient client, int mebibytes, long seed) throws IOException {
    byte[] piece = new byte[MIB];
    CRC32C sum = new CRC32C();
    Random random = new Random(seed);
    random.nextBytes(piece);
    try {
      for (int i = 0; i < mebibytes; i++) {
        piece[i % piece.length]++;
        sum.update(piece);
        client.send(piece);
      }
      client.finish();
    } catch (java.net.SocketException broken) {
      return -1;
    }
    return sum.getValue();
  }

  private static long receive(RawClient client) throws IOException {
    byte[] piece = new byte[128 * 1024];
    CRC32C sum = new CRC32C();
    for (int n = client.in().read(piece); n >= 0; n = client.in().read(piece)) {
      sum.update(piece, 0, n);
    }
    return sum.getValue();
  }

  private static List<Long> all(List<Future<Long>> futures)
      throws ExecutionException, InterruptedException {
    List<Long> results = new ArrayList<>();
    for (Future<Long> each : futures) {
      results.add(each.get());
    }
    return results;
  }

  private void awaitEndings(Ending ending, long count) {
    await().atMost(PATIENCE).until(() -> relay.counts().of(ending) == count);
  }
}
