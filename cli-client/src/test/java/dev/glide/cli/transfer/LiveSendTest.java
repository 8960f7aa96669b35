package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.api.RecipientState.State;
import dev.glide.shared.chunk.IndexRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender does when the other side is there, comes, goes, refuses or breaks off. */
class LiveSendTest {
  private static final int CHUNKS = 6;
  private static final int CHUNK_BYTES = 4 * 1024 * 1024;
  private static final SendOrder.Delivery AUTO = SendOrder.Delivery.AUTO;
  private static final SendOrder.Delivery LIVE = SendOrder.Delivery.LIVE;

  @TempDir Path temp;
  private final LiveStage stage;
  private final Person bob;
  private byte[] bytes = {};
  private Path file = Path.of("none");

  LiveSendTest(@TempDir Path homes) throws IOException, Failure {
    stage = new LiveStage(homes);
    bob = stage.person("bob");
  }

  @BeforeEach
  void makeFile() throws IOException {
    bytes = new byte[CHUNKS * CHUNK_BYTES - 5];
    new Random(1).nextBytes(bytes);
    file = Files.write(temp.resolve("film"), bytes);
  }

  @AfterEach
  void stop() throws IOException {
    bob.close();
    stage.close();
  }

  @Test
  void whoIsThereGetsItStraightAndNothingIsStored() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      for (int i = 0; i < CHUNKS; i++) {
        receiver.take(i, i);
        assertThat(receiver.content(i)).isEqualTo(slice(i));
      }
      receiver.finish();
      Sender.Sent sent = sending.sent();
      assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
      assertThat(sent.routes()).containsOnlyKeys(Progress.Route.RELAY);
      assertThat(sent.routes()).containsEntry(Progress.Route.RELAY, (long) bytes.length);
      assertThat(sent.againBytes()).isZero();
      assertThat(stored(receiver)).isEqualTo(new BitSet());
    }
    assertNothingIsKept();
  }

  @Test
  void whatAVanishedReceiverHasNotIsParked() throws Exception {
    Counting progress = new Counting();
    LiveStage.Sending sending = stage.send(LiveStage.PARKS, AUTO, progress, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join();
    receiver.take(0, 2);
    await().atMost(ScriptedReceiver.LONG).until(() -> progress.moved.get() == 3L * CHUNK_BYTES);
    receiver.vanish();
    Sender.Sent sent = sending.sent();
    assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
    assertThat(stored(receiver)).isEqualTo(IndexRanges.parse("3-5", CHUNKS));
    assertThat(stage.server.store.held).containsEntry(receiver.view.id(), "0-2");
    assertThat(sent.routes()).containsEntry(Progress.Route.RELAY, 3L * CHUNK_BYTES);
    assertThat(sent.routes()).containsEntry(Progress.Route.PARKED, 3L * CHUNK_BYTES - 5);
    assertNothingIsKept();
  }

  @Test
  void aReceiverThatSaysItStopsIsNotWaitedFor() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join();
    receiver.take(0, 0);
    receiver.lane().send(new LaneRecord.Bye(LaneRecord.Reason.STOPPING));
    assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
    assertThat(stored(receiver)).isEqualTo(IndexRanges.parse("1-5", CHUNKS));
    receiver.close();
  }

  @Test
  void whatIsDeclinedIsNotParked() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob);
    receiver.decline();
    Failure failure = sending.failure();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.code()).isEqualTo("declined");
    assertThat(failure.message()).isEqualTo("@bob declined it");
    assertThat(stored(receiver)).isEqualTo(new BitSet());
    assertNothingIsKept();
  }

  @Test
  void oneWhoDeclinesDoesNotKeepItFromTheOther() throws Exception {
    try (Person carol = stage.person("carol")) {
      Counting progress = new Counting();
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, progress, file, bob, carol);
      ScriptedReceiver.offered(bob).decline();
      try (ScriptedReceiver receiver = ScriptedReceiver.offered(carol).accept().join()) {
        receiver.take(0, CHUNKS - 1);
        receiver.finish();
        Sender.Sent sent = sending.sent();
        assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
        assertThat(sent.recipients()).containsExactly("carol");
        assertThat(progress.notes).containsExactly("@bob declined it");
      }
    }
  }

  @Test
  void aTransferThatIsCancelledMeanwhileSaysSoToBothSides() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      receiver.take(0, 1);
      Outgoing outgoing = new Outgoing(stage.alice.member);
      outgoing.cancel(outgoing.find("bob"));
      assertThat(sending.failure().code()).isEqualTo("cancelled");
      assertThat(receiver.lane().receive(new byte[CHUNK_BYTES * 2]))
          .isEqualTo(new LaneRecord.Bye(LaneRecord.Reason.CANCELLED));
    }
  }

  @Test
  void aReceiverThatDoesNotReadHoldsUpNobody() throws Exception {
    try (Person carol = stage.person("carol")) {
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob, carol);
      ScriptedReceiver slow = ScriptedReceiver.offered(bob).accept().join();
      ScriptedReceiver fast = ScriptedReceiver.offered(carol).accept().join();
      slow.ask(slow.lane(), 0, CHUNKS - 1);
      fast.take(0, CHUNKS - 1);
      fast.finish();
      await()
          .atMost(ScriptedReceiver.LONG)
          .until(() -> stage.server.registry.stateOf(slow.view.id(), "carol").isEnd());
      assertThat(sending.isOver()).isFalse();
      for (int i = 0; i < CHUNKS; i++) {
        slow.written(slow.lane(), slow.arrival(slow.lane()));
      }
      slow.finish();
      assertThat(sending.sent().recipients()).containsExactly("bob", "carol");
      assertThat(sending.sent().againBytes()).isZero();
    }
  }

  @Test
  void severalGetTheSameSealedBytes() throws Exception {
    try (Person carol = stage.person("carol")) {
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob, carol);
      ScriptedReceiver one = ScriptedReceiver.offered(bob).accept().join();
      ScriptedReceiver other = ScriptedReceiver.offered(carol).accept().join();
      for (int i = 0; i < CHUNKS; i++) {
        one.take(i, i);
        other.take(i, i);
        assertThat(one.salt()).isEqualTo(other.salt());
      }
      one.finish();
      other.finish();
      assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    }
  }

  @Test
  void aBrokenRelayIsReportedAndTheNextGoesOnWhereItWas() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      receiver.take(0, 2);
      receiver.ask(receiver.lane(), 3, 3);
      assertThat(receiver.arrival(receiver.lane())).isEqualTo(3);
      stage.relay.cut();
      receiver.join(1).take(3, CHUNKS - 1);
      receiver.finish();
      assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
      assertThat(sending.sent().againBytes()).isEqualTo(CHUNK_BYTES);
      assertThat(stage.server.registry.sessions.epoch(receiver.view.id())).isEqualTo(2);
      assertThat(stored(receiver)).isEqualTo(new BitSet());
    }
  }

  @Test
  void whoDoesNotAcceptInTimeFindsItParked() throws Exception {
    Counting progress = new Counting();
    LiveStage.Sending sending =
        stage.send(LiveStage.accepting(Duration.ofMillis(300)), AUTO, progress, file, bob);
    assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
    assertThat(progress.stages.getFirst()).startsWith("reading");
    assertThat(progress.stages).anyMatch(each -> each.startsWith("waiting for @bob to accept"));
    assertThat(stored(ScriptedReceiver.offered(bob)).cardinality()).isEqualTo(CHUNKS);
    assertThat(stage.server.store.held).isEmpty();
  }

  @Test
  void aYesThatComesWhileItIsParkedIsServedToo() throws Exception {
    CompletableFuture<Void> gate = holdPuts(2);
    LiveStage.Sending sending =
        stage.send(LiveStage.accepting(Duration.ofMillis(300)), AUTO, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob);
    await().atMost(ScriptedReceiver.LONG).until(() -> stored(receiver).cardinality() == 2);
    receiver.accept().join().take(2, CHUNKS - 1);
    receiver.finish();
    gate.complete(null);
    Sender.Sent sent = sending.sent();
    assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    assertThat(sent.routes()).containsKeys(Progress.Route.RELAY, Progress.Route.PARKED);
  }

  @Test
  void whoIsOfflineFindsItParkedWhileAnotherIsServed() throws Exception {
    try (Person carol = stage.person("carol")) {
      stage.server.registry.online.remove("carol");
      CompletableFuture<Void> gate = holdPuts(0);
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob, carol);
      try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
        gate.complete(null);
        await().atMost(ScriptedReceiver.LONG).until(() -> stored(receiver).cardinality() == CHUNKS);
        receiver.take(0, CHUNKS - 1);
        assertThat(sending.isOver()).isFalse();
        receiver.finish();
      }
      Sender.Sent sent = sending.sent();
      assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
      assertThat(sent.recipients()).containsExactly("bob", "carol");
      assertThat(stage.server.store.held).isEmpty();
    }
  }

  @Test
  void whatMustNotBeStoredIsTakenBackWhenNobodyComes() throws Exception {
    stage.server.registry.online.clear();
    Failure failure = stage.send(LiveStage.HASTY, LIVE, file, bob).failure();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
    assertThat(failure.code()).isEqualTo("nobody-came");
    assertThat(failure.message()).contains("@bob");
    assertThat(new Inbox(bob.member).all()).isEmpty();
    assertThat(stage.server.count("PUT /chunks/.*")).isZero();
    assertNothingIsKept();
  }

  @Test
  void aLiveTransferWaitsForAReceiverThatComesBack() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.PATIENT, LIVE, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob);
    assertThat(receiver.view.live()).isTrue();
    receiver.accept().join().take(0, 2);
    receiver.vanish();
    receiver.join(1).take(3, CHUNKS - 1);
    receiver.finish();
    assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    assertThat(stage.server.count("(PUT|GET|POST) /chunks/.*")).isZero();
  }

  @Test
  void theSameCommandGoesOnLive() throws Exception {
    LiveStage.Sending cut = stage.send(LiveStage.WAITS, AUTO, file, bob);
    ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join();
    receiver.take(0, 1);
    cut.interrupt();
    assertThat(cut.failure().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    receiver.vanish();
    LiveStage.Sending again = stage.send(LiveStage.WAITS, AUTO, file, bob);
    receiver.join(1).take(2, CHUNKS - 1);
    receiver.finish();
    Sender.Sent sent = again.sent();
    assertThat(sent.resumed()).isTrue();
    assertThat(sent.id()).isEqualTo(receiver.view.id());
    assertThat(sent.routes())
        .containsOnly(entry(Progress.Route.RELAY, bytes.length - 2L * CHUNK_BYTES));
  }

  @Test
  void anEarlierTryOfTheOtherKindIsTakenBack() throws Exception {
    LiveStage.Sending cut = stage.send(LiveStage.WAITS, AUTO, file, bob);
    ScriptedReceiver first = ScriptedReceiver.offered(bob);
    cut.interrupt();
    assertThat(cut.failure().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    LiveStage.Sending live = stage.send(LiveStage.PATIENT, LIVE, file, bob);
    await().atMost(ScriptedReceiver.LONG).until(() -> first.state() == State.CANCELLED);
    ScriptedReceiver second = ScriptedReceiver.offered(bob).accept().join();
    assertThat(second.view.id()).isNotEqualTo(first.view.id());
    second.take(0, CHUNKS - 1);
    second.finish();
    assertThat(live.sent().resumed()).isFalse();
  }

  @Test
  void moreLanesServeTheSameSession() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      Lane second = receiver.moreLanes();
      receiver.take(second, 0, 2);
      receiver.take(3, CHUNKS - 1);
      receiver.finish();
      assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    }
  }

  @Test
  void whatIsDroppedIsNotSent() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      // Chunks 0 to 3 do not fit into what lies between the two: 4 can't have been begun.
      receiver.ask(receiver.lane(), 0, 4);
      receiver.lane().send(new LaneRecord.Drop(4));
      receiver.ask(receiver.lane(), 5, 5);
      for (int i : new int[] {0, 1, 2, 3, 5}) {
        assertThat(receiver.arrival(receiver.lane())).isEqualTo(i);
        receiver.written(receiver.lane(), i);
      }
      receiver.take(4, 4);
      receiver.finish();
      assertThat(sending.sent().againBytes()).isZero();
    }
  }

  @Test
  void aFileThatChangesEndsItForBothSides() throws Exception {
    LiveStage.Sending sending = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      receiver.take(0, 1);
      Files.writeString(file, "something else");
      receiver.ask(receiver.lane(), 5, 5);
      assertThat(receiver.lane().receive(new byte[CHUNK_BYTES * 2]))
          .isEqualTo(new LaneRecord.Lack(5));
      Failure failure = sending.failure();
      assertThat(failure.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
      assertThat(failure.code()).isEqualTo("file-changed");
    }
  }

  @Test
  void twoSendsOfTheSameAtOnceAreOne() throws Exception {
    LiveStage.Sending first = stage.send(LiveStage.WAITS, AUTO, file, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      Failure failure = stage.send(LiveStage.WAITS, AUTO, file, bob).failure();
      assertThat(failure.code()).isEqualTo("already-sending");
      receiver.take(0, CHUNKS - 1);
      receiver.finish();
      assertThat(first.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    }
  }

  /** Lets so many chunks into the store, and the others once the result is completed. */
  private CompletableFuture<Void> holdPuts(int first) {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    AtomicInteger puts = new AtomicInteger();
    stage.server.misbehaviour =
        request -> {
          if (request.matches("PUT /chunks/v1/[^/]+/\\d+") && puts.incrementAndGet() > first) {
            gate.join();
          }
          return null;
        };
    return gate;
  }

  /** Adds up what it is told. */
  private static final class Counting implements Progress {
    final AtomicLong moved = new AtomicLong();
    final List<String> stages = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public void stage(String name) {
      stages.add(name);
    }

    @Override
    public void expect(long totalBytes, long alreadyBytes) {}

    @Override
    public void moved(long bytes) {
      moved.addAndGet(bytes);
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }
  }

  private byte[] slice(int chunk) {
    int from = chunk * CHUNK_BYTES;
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
  }

  private BitSet stored(ScriptedReceiver receiver) {
    BitSet stored = new BitSet();
    stage.server.store.of(receiver.view.id()).keySet().forEach(stored::set);
    return stored;
  }

  private void assertNothingIsKept() {
    assertThat(stage.alice.member.profile().folders().state().resolve("outgoing"))
        .isEmptyDirectory();
  }
}
