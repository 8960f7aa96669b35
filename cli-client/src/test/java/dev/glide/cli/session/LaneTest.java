package dev.glide.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.session.LaneRecord.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LaneTest {

  @Test
  void carriesRecordsBothWaysInTheirOrder() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.receiver.sendAll(
          List.of(new Have(List.of()), new Lanes(2), new Request(3, 0), new Drop(4)));
      assertThat(lanes.atSender()).isEqualTo(new Have(List.of()));
      assertThat(lanes.atSender()).isEqualTo(new Lanes(2));
      assertThat(lanes.atSender()).isEqualTo(new Request(3, 0));
      assertThat(lanes.atSender()).isEqualTo(new Drop(4));
      Part part = new Part(1, 5, true, false, new byte[] {1, 2, 3});
      lanes.sender.send(new Available(7, true));
      lanes.sender.send(part);
      lanes.sender.send(new Bye(Reason.DONE));
      assertThat(lanes.atReceiver()).isEqualTo(new Available(7, true));
      assertThat(lanes.atReceiver()).isEqualTo(part);
      assertThat(lanes.atReceiver()).isEqualTo(new Bye(Reason.DONE));
    }
  }

  @Test
  void carriesChunksOfAwkwardSizes() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      int[] sizes = {1, 33, 16_383, 16_384, 16_385, 131_072, 147_456, 200_000, lanes.body.length};
      for (int size : sizes) {
        byte[] sealed = LanePair.bytes(size);
        CompletableFuture<Void> sent =
            LanePair.async(() -> lanes.sender.sendChunk(2, sealed, size));
        assertThat(lanes.atReceiver()).isEqualTo(new Chunk(2, size));
        assertThat(Arrays.copyOf(lanes.body, size)).isEqualTo(sealed);
        sent.get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void splitsALongHave() throws Exception {
    BitSet every = new BitSet();
    for (int i = 0; i < 10_000; i += 2) {
      every.set(i);
    }
    try (LanePair lanes = LanePair.open()) {
      lanes.receiver.send(Have.of(every));
      BitSet heard = new BitSet();
      while (!heard.equals(every)) {
        ((Have) lanes.atSender()).addTo(heard);
      }
      assertThat(heard.cardinality()).isEqualTo(5_000);
    }
  }

  /** Both write far more than all buffers hold; each has one thread that reads. */
  @Test
  void doesNotDeadlockWhenBothSidesWriteAtOnce() throws Exception {
    int chunks = 40;
    int records = 200_000;
    try (LanePair lanes = LanePair.open()) {
      byte[] sealed = LanePair.bytes(lanes.body.length);
      CompletableFuture<Void> sending =
          LanePair.async(() -> {
            for (int i = 0; i < chunks; i++) {
              lanes.sender.sendChunk(i, sealed, sealed.length);
            }
          });
      CompletableFuture<Void> asking =
          LanePair.async(() -> {
            for (int i = 0; i < records; i++) {
              lanes.receiver.send(new Drop(i % 100));
            }
          });
      CompletableFuture<Void> hearing =
          LanePair.async(() -> {
            for (int i = 0; i < records; i++) {
              assertThat(lanes.atSender()).isEqualTo(new Drop(i % 100));
            }
          });
      for (int i = 0; i < chunks; i++) {
        assertThat(lanes.atReceiver()).isEqualTo(new Chunk(i, sealed.length));
      }
      sending.get(60, TimeUnit.SECONDS);
      asking.get(60, TimeUnit.SECONDS);
      hearing.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void measuresTheRoundTrip() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      assertThat(lanes.receiver.roundTrip()).isEqualTo(Duration.ZERO);
      CompletableFuture<LaneRecord> one = LanePair.later(lanes::atSender);
      CompletableFuture<LaneRecord> two = LanePair.later(lanes::atReceiver);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() ->
              lanes.sender.roundTrip().isPositive() && lanes.receiver.roundTrip().isPositive());
      assertThat(one).isNotDone();
      assertThat(two).isNotDone();
    }
  }

  @Test
  void staysAliveWhileNobodySaysAnything() throws Exception {
    LanePatience quick = LanePair.patience(Duration.ofMillis(50), Duration.ofSeconds(20));
    try (LanePair lanes = LanePair.open(quick)) {
      CompletableFuture<LaneRecord> one = LanePair.later(lanes::atSender);
      CompletableFuture<LaneRecord> two = LanePair.later(lanes::atReceiver);
      long before = lanes.relay.passed();
      await().atMost(60, TimeUnit.SECONDS).until(() -> lanes.relay.passed() > before + 1_000);
      assertThat(one).isNotDone();
      assertThat(two).isNotDone();
    }
  }

  @Test
  void isLostAfterSilence() throws Exception {
    LanePatience quick = LanePair.patience(Duration.ofMillis(200), Duration.ofMillis(600));
    try (LanePair lanes = LanePair.open(quick)) {
      lanes.relay.freeze(true);
      lanes.relay.endings("partner-lost");
      assertFailure(lanes::atReceiver, "session-lost").satisfies(LaneTest::isNetwork);
      assertFailure(lanes::atSender, "session-lost").satisfies(LaneTest::isNetwork);
    }
  }

  @Test
  void isLostWhileBlockedInAWriteThatNobodyTakes() throws Exception {
    LanePatience quick = LanePair.patience(Duration.ofMillis(200), Duration.ofMillis(600));
    try (LanePair lanes = LanePair.open(quick)) {
      lanes.relay.freeze(true);
      byte[] sealed = LanePair.bytes(lanes.body.length);
      assertFailure(
          () -> {
            for (int i = 0; i < 100; i++) {
              lanes.sender.sendChunk(i, sealed, sealed.length);
            }
          },
          "session-lost");
    }
  }

  @Test
  void closeEndsAReceiveUnderWay() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      CompletableFuture<LaneRecord> receiving = LanePair.later(lanes::atReceiver);
      lanes.receiver.close();
      assertFailure(() -> LanePair.join(receiving), "lane-closed");
      assertFailure(lanes::atReceiver, "lane-closed");
      assertFailure(() -> lanes.receiver.send(new Drop(1)), "lane-closed");
    }
  }

  @Test
  void closeEndsASendUnderWay() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.relay.freeze(true);
      byte[] sealed = LanePair.bytes(lanes.body.length);
      CompletableFuture<Void> sending =
          LanePair.async(() -> {
            for (int i = 0; i < 100; i++) {
              lanes.sender.sendChunk(i, sealed, sealed.length);
            }
          });
      lanes.sender.close();
      assertFailure(() -> LanePair.join(sending), "lane-closed");
    }
  }

  @Test
  void theLastRecordArrivesThoughTheLaneIsClosedWithBytesUnread() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      byte[] sealed = LanePair.bytes(100_000);
      lanes.sender.sendChunk(1, sealed, sealed.length);
      lanes.receiver.send(new Bye(Reason.CANCELLED));
      CompletableFuture<LaneRecord> heard = LanePair.later(lanes::atSender);
      CompletableFuture<Void> closing = LanePair.async(lanes.receiver::close);
      assertThat(LanePair.join(heard)).isEqualTo(new Bye(Reason.CANCELLED));
      lanes.sender.close();
      closing.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void nothingFollowsABye() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.receiver.send(new Bye(Reason.DONE));
      assertFailure(() -> lanes.receiver.send(new Drop(1)), "lane-closed");
      assertThat(lanes.atSender()).isEqualTo(new Bye(Reason.DONE));
      assertFailure(lanes::atSender, "lane-closed");
    }
  }

  @Test
  void anEndWithoutFarewellIsALostSession() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.relay.cut();
      assertFailure(lanes::atReceiver, "session-lost").satisfies(LaneTest::isNetwork);
      assertFailure(lanes::atReceiver, "session-lost");
      assertFailure(() -> lanes.receiver.send(new Drop(1)), "session-lost");
    }
  }

  @Test
  void theRelaysEndingIsTheCodeOfTheFailure() throws Exception {
    for (String name : List.of("partner-lost", "draining", "idle", "lifetime", "failed")) {
      try (LanePair lanes = LanePair.open()) {
        lanes.relay.endings(name);
        lanes.relay.cut();
        assertFailure(lanes::atReceiver, name).satisfies(LaneTest::isNetwork);
      }
    }
  }

  @Test
  void anEndingOfALaterVersionIsALostSession() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.relay.endings("eaten-by-a-whale");
      lanes.relay.cut();
      assertFailure(lanes::atReceiver, "session-lost");
    }
  }

  @Test
  void eachSideSaysOnlyWhatItMay() throws Exception {
    for (LaneRecord wrong : List.of(new Available(1, false), new LaneRecord.Lack(1))) {
      try (LanePair lanes = LanePair.open()) {
        lanes.receiver.send(wrong);
        assertFailure(lanes::atSender, "garbled");
      }
    }
    try (LanePair lanes = LanePair.open()) {
      lanes.sender.send(new Request(1, 0));
      assertFailure(lanes::atReceiver, "garbled");
    }
  }

  @Test
  void chunksAndPlacesThatDoNotExistAreGarbled() throws Exception {
    int last = LanePair.LAYOUT.chunkCount() - 1;
    int end = LanePair.LAYOUT.plainBytes(last);
    assertGarbledAtSender(new Request(last + 1, 0));
    assertGarbledAtSender(new Request(last, end + 1));
    assertGarbledAtSender(new Drop(last + 1));
    assertGarbledAtSender(new Have(List.of(new LaneRecord.Range(0, last + 1))));
    try (LanePair lanes = LanePair.open()) {
      lanes.sender.send(new Part(last, end - 2, true, true, new byte[3]));
      assertFailure(lanes::atReceiver, "garbled");
    }
    try (LanePair lanes = LanePair.open()) {
      int size = LanePair.LAYOUT.maxSealedBytes(last) + 1;
      lanes.sender.sendChunk(last, LanePair.bytes(size), size);
      assertFailure(lanes::atReceiver, "garbled");
    }
  }

  @Test
  void aChunkNeedsItsBodyAndRoomForIt() throws Exception {
    try (LanePair lanes = LanePair.open()) {
      assertThatIllegalArgumentException().isThrownBy(() -> lanes.sender.send(new Chunk(1, 100)));
      assertThatIllegalArgumentException().isThrownBy(() -> lanes.receiver.receive(new byte[100]));
    }
  }

  private static void assertGarbledAtSender(LaneRecord record) throws Exception {
    try (LanePair lanes = LanePair.open()) {
      lanes.receiver.send(record);
      assertFailure(lanes::atSender, "garbled");
    }
  }

  static ThrowableAssertAlternative<Failure> assertFailure(ThrowingCallable call, String code) {
    return assertThatExceptionOfType(Failure.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static void isNetwork(Failure failure) {
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
  }
}
