package dev.glide.cli.transfer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Range;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.chunk.IndexRanges;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveryBoardTest {
  private static final int CHUNK = 65_536;
  private static final ChunkLayout LAYOUT = new ChunkLayout(CHUNK, 10L * CHUNK);
  private static final UUID LAPTOP = new UUID(0, 1);
  private static final UUID PHONE = new UUID(0, 2);

  private final AtomicInteger settled = new AtomicInteger();
  private final DeliveryBoard board = board("bob", "carol");

  private DeliveryBoard board(String... recipients) {
    return new DeliveryBoard(
        LAYOUT, List.of(recipients), new BitSet(), Progress.SILENT, settled::incrementAndGet);
  }

  @Test
  void aChunkIsHeldOnlyIfEveryRecipientHasIt() {
    has("bob", LAPTOP, 0, 4);
    assertHeld("");
    has("carol", PHONE, 2, 9);
    assertHeld("2-4");
    board.states(List.of(state("carol", RecipientState.State.DECLINED)));
    assertHeld("0-4");
  }

  @Test
  void aChunkIsHeldOnlyIfEveryDeviceOfARecipientHasIt() {
    DeliveryBoard one = board("bob");
    one.has("bob", LAPTOP, new Have(List.of(new Range(0, 5))));
    one.join("bob", PHONE);
    assertThat(one.heldByAll()).isEqualTo(new BitSet());
    one.has("bob", PHONE, new Have(List.of(new Range(3, 9))));
    assertThat(one.heldByAll()).isEqualTo(set("3-5"));
  }

  @Test
  void onlyWhatTheseLackIsParkedLowestFirst() throws Failure {
    has("carol", LAPTOP, 0, 6);
    board.parkFor(Set.of("carol"));
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.of(7));
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.of(8));
    has("carol", LAPTOP, 9, 9);
    board.endParking();
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void aNewDeviceHasWhatWasSkippedParked() throws Failure {
    has("carol", LAPTOP, 0, 6);
    board.parkFor(Set.of("carol"));
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.of(7));
    board.join("carol", PHONE);
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void whatIsRequiredIsParkedWhoeverHasIt() throws Failure {
    has("bob", LAPTOP, 0, 9);
    has("carol", LAPTOP, 0, 9);
    assertThat(board.isSettled()).isTrue();
    board.require(set("4"));
    assertThat(board.isSettled()).isFalse();
    board.parkFor(Set.of("carol"));
    assertThat(board.nextToPark()).isEqualTo(OptionalInt.of(4));
    board.parked(4);
    assertThat(board.isSettled()).isTrue();
  }

  @Test
  void whatIsHeldOrParkedIsSettledAndCountedByItsWay() throws Failure {
    for (int i = 0; i < 4; i++) {
      board.sending("bob", LAPTOP, i);
      board.sending("carol", PHONE, i);
    }
    has("bob", LAPTOP, 0, 3);
    has("carol", PHONE, 0, 3);
    board.parkFor(Set.of("bob", "carol"));
    for (int i = 4; i < 10; i++) {
      assertThat(settled).hasValue(0);
      board.parked(board.nextToPark().orElseThrow());
    }
    assertThat(settled).hasPositiveValue();
    assertThat(board.isSettled()).isTrue();
    assertThat(board.routes())
        .containsEntry(Progress.Route.RELAY, 4L * CHUNK)
        .containsEntry(Progress.Route.PARKED, 6L * CHUNK);
    assertThat(board.againBytes()).isZero();
  }

  @Test
  void whatWasThereBeforeThisTryIsNotCounted() {
    has("bob", LAPTOP, 0, 9);
    has("carol", PHONE, 0, 9);
    assertThat(board.routes()).isEmpty();
  }

  @Test
  void whatIsSentTwiceIsCountedAsAgain() throws Failure {
    board.sending("bob", LAPTOP, 3);
    board.sending("bob", PHONE, 3);
    assertThat(board.againBytes()).isZero();
    board.sending("bob", LAPTOP, 3);
    assertThat(board.againBytes()).isEqualTo(CHUNK);
    DeliveryBoard one = board("bob");
    one.sending("bob", LAPTOP, 0);
    one.parkFor(Set.of("bob"));
    assertThat(one.nextToPark()).isEqualTo(OptionalInt.of(0));
    assertThat(one.againBytes()).isEqualTo(CHUNK);
  }

  @Test
  void whatAllDeclineHasGoneNowhere() {
    board.states(
        List.of(
            state("bob", RecipientState.State.DECLINED),
            state("carol", RecipientState.State.DECLINED)));
    assertThat(board.routes()).isEmpty();
  }

  @Test
  void strangersChangeNothing() {
    has("mallory", LAPTOP, 0, 9);
    board.states(List.of(state("mallory", RecipientState.State.DELIVERED)));
    assertHeld("");
  }

  private void has(String who, UUID device, int first, int last) {
    board.has(who, device, new Have(List.of(new Range(first, last))));
  }

  private void assertHeld(String ranges) {
    assertThat(board.heldByAll()).isEqualTo(set(ranges));
  }

  private static BitSet set(String ranges) {
    return ranges.isEmpty() ? new BitSet() : IndexRanges.parse(ranges, LAYOUT.chunkCount());
  }

  private static RecipientState state(String handle, RecipientState.State state) {
    return new RecipientState(handle, state, Instant.EPOCH);
  }
}
