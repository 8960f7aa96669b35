package dev.glide.chunks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.chunks.Chunks;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage must do. */
public abstract class ChunkStorageContract {
  protected static final LocalDate DAY = LocalDate.of(2031, 5, 17);

  protected final TransferKey transfer = new TransferKey(DAY, UUID.randomUUID());

  protected abstract ChunkStorage storage();

  /** Replaces a stored chunk's bytes behind the storage's back, leaving all else as it is. */
  protected abstract void damage(ChunkKey key, byte[] other) throws Exception;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4_095, 65_536, 65_601, 4_195_361, 8_390_705})
  void givesBackWhatWasPut(int bytes) throws IOException {
    byte[] content = Chunks.random(bytes, bytes);
    put(transfer.chunk(0), content);
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4_096})
  void takesPiecesOfAnySize(int pieceBytes) throws IOException {
    byte[] content = Chunks.random(10_000, pieceBytes);
    storage()
        .put(
            transfer.chunk(0),
            content.length,
            Chunks.crc32c(content),
            Chunks.body(content, pieceBytes));
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @Test
  void tellsLengthAndChecksum() throws IOException {
    byte[] content = Chunks.random(70_000, 1);
    put(transfer.chunk(5), content);
    try (StoredChunk chunk = storage().open(transfer.chunk(5)).orElseThrow()) {
      assertThat(chunk.length()).isEqualTo(content.length);
      assertThat(chunk.crc32c()).isEqualTo(Chunks.crc32c(content));
    }
  }

  @Test
  void hasNothingThatWasNotPut() throws IOException {
    put(transfer.chunk(1), Chunks.random(10, 1));
    assertThat(storage().open(transfer.chunk(0))).isEmpty();
    assertThat(storage().open(new TransferKey(DAY, UUID.randomUUID()).chunk(1))).isEmpty();
    assertThat(storage().list(new TransferKey(DAY, UUID.randomUUID())).isEmpty()).isTrue();
  }

  @Test
  void listsWhatIsHere() throws IOException {
    for (int index : new int[] {0, 1, 2, 10, 16_777_215}) {
      put(transfer.chunk(index), Chunks.random(100, index));
    }
    BitSet expected = new BitSet();
    IntStream.of(0, 1, 2, 10, 16_777_215).forEach(expected::set);
    assertThat(storage().list(transfer)).isEqualTo(expected);
  }

  @Test
  void replacesWhatIsPutAgain() throws IOException {
    put(transfer.chunk(0), Chunks.random(1_000, 1));
    byte[] second = Chunks.random(2_000, 2);
    put(transfer.chunk(0), second);
    put(transfer.chunk(0), second);
    assertThat(read(transfer.chunk(0))).isEqualTo(second);
  }

  @Test
  void ofTwoPutsAtOnceOneWinsWhole() throws Exception {
    List<byte[]> contents =
        IntStream.range(0, 8).mapToObj(each -> Chunks.random(200_000 + each, each)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> puts = new ArrayList<>();
      for (byte[] content : contents) {
        puts.add(
            threads.submit(() -> {
              put(transfer.chunk(3), content);
              return true;
            }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    byte[] won = read(transfer.chunk(3));
    assertThat(contents).anySatisfy(content -> assertThat(content).isEqualTo(won));
  }

  @Test
  void refusesBytesOfAnotherChecksum() throws IOException {
    byte[] content = Chunks.random(300_000, 1);
    byte[] flipped = content.clone();
    flipped[299_999] ^= 1;
    GlideException refusal =
        catchThrowableOfType(
            GlideException.class,
            () ->
                storage()
                    .put(
                        transfer.chunk(0),
                        content.length,
                        Chunks.crc32c(content),
                        Chunks.body(flipped, 4_096)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.CHECKSUM_MISMATCH);
    assertNothingHere();
  }

  @Test
  void keepsWhatWasThereWhenAPutIsRefused() throws IOException {
    byte[] first = Chunks.random(1_000, 1);
    put(transfer.chunk(0), first);
    byte[] second = Chunks.random(1_000, 2);
    assertThatThrownBy(() ->
            storage()
                .put(transfer.chunk(0), second.length, new Crc32c(0), Chunks.body(second, 4_096)))
        .isInstanceOf(GlideException.class);
    assertThat(read(transfer.chunk(0))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99_999})
  void leavesNothingOfABodyThatIsCutOff(int bytes) throws IOException {
    byte[] content = Chunks.random(100_000, 1);
    byte[] part = java.util.Arrays.copyOf(content, bytes);
    assertThatThrownBy(() ->
            storage()
                .put(
                    transfer.chunk(0), content.length, Chunks.crc32c(content), Chunks.cutOff(part)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the sender is gone");
    assertNothingHere();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, 199_999})
  void neverGivesDamagedBytesWhole(int flippedAt) throws Exception {
    byte[] content = Chunks.random(200_000, 1);
    put(transfer.chunk(0), content);
    byte[] flipped = content.clone();
    flipped[flippedAt] ^= 0x10;
    damage(transfer.chunk(0), flipped);
    GlideException refusal =
        catchThrowableOfType(GlideException.class, () -> read(transfer.chunk(0)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.CHUNK_DAMAGED);
  }

  @Test
  void healsWhatIsDamagedWhenItIsPutAgain() throws Exception {
    byte[] content = Chunks.random(1_000, 1);
    put(transfer.chunk(0), content);
    damage(transfer.chunk(0), Chunks.random(1_000, 2));
    put(transfer.chunk(0), content);
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @Test
  void deletesATransferAndNothingElse() throws IOException {
    TransferKey other = new TransferKey(DAY, UUID.randomUUID());
    for (int index = 0; index < 20; index++) {
      put(transfer.chunk(index), Chunks.random(100, index));
    }
    put(other.chunk(0), Chunks.random(100, 1));
    storage().owe(announcement(transfer));
    storage().owe(announcement(other));
    assertThat(storage().delete(transfer)).isEqualTo(20);
    assertThat(storage().delete(transfer)).isZero();
    assertNothingHere();
    assertThat(storage().list(other).cardinality()).isEqualTo(1);
    assertThat(owed()).contains(other).doesNotContain(transfer);
  }

  @Test
  void takesChunksOfATransferThatWasDeleted() throws IOException {
    put(transfer.chunk(0), Chunks.random(100, 1));
    storage().delete(transfer);
    put(transfer.chunk(1), Chunks.random(100, 1));
    assertThat(storage().list(transfer).cardinality()).isEqualTo(1);
  }

  @Test
  void deletesADayAndNothingElse() throws IOException {
    TransferKey sameDay = new TransferKey(DAY, UUID.randomUUID());
    TransferKey nextDay = new TransferKey(DAY.plusDays(1), UUID.randomUUID());
    for (TransferKey each : List.of(transfer, sameDay, nextDay)) {
      put(each.chunk(0), Chunks.random(100, 1));
      storage().owe(announcement(each));
    }
    assertThat(storage().days()).contains(DAY, DAY.plusDays(1));
    assertThat(storage().deleteDay(DAY)).isGreaterThanOrEqualTo(2);
    assertThat(storage().deleteDay(DAY)).isZero();
    assertThat(storage().days()).contains(DAY.plusDays(1));
    assertThat(storage().list(transfer).isEmpty()).isTrue();
    assertThat(storage().list(sameDay).isEmpty()).isTrue();
    assertThat(storage().list(nextDay).cardinality()).isEqualTo(1);
    assertThat(owed()).contains(nextDay).doesNotContain(transfer, sameDay);
  }

  @Test
  void owesUntilItIsSettled() throws IOException {
    Announcement announcement = announcement(transfer);
    storage().owe(announcement);
    storage().owe(announcement);
    assertThat(storage().owed(1_000)).contains(announcement);
    storage().settle(announcement);
    storage().settle(announcement);
    assertThat(storage().owed(1_000)).doesNotContain(announcement);
  }

  @Test
  void owesTheLatestOnly() throws IOException {
    Announcement first = announcement(transfer);
    Announcement second = later(first);
    storage().owe(first);
    storage().owe(second);
    assertThat(storage().owed(1_000)).contains(second).doesNotContain(first);
  }

  @Test
  void settlingAnEarlierOneLeavesTheLater() throws IOException {
    Announcement first = announcement(transfer);
    Announcement second = later(first);
    storage().owe(first);
    storage().owe(second);
    storage().settle(first);
    assertThat(storage().owed(1_000)).contains(second);
    storage().settle(second);
    assertThat(owed()).doesNotContain(transfer);
  }

  @Test
  void owesInOrderPartByPart() throws IOException {
    Set<TransferKey> all = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      TransferKey each = new TransferKey(DAY, UUID.randomUUID());
      all.add(each);
      storage().owe(announcement(each));
    }
    List<TransferKey> seen = new ArrayList<>();
    List<Announcement> part = storage().owed(ChunkStorage.FIRST, 3);
    while (!part.isEmpty()) {
      assertThat(part).hasSizeLessThanOrEqualTo(3);
      part.forEach(each -> seen.add(each.transfer()));
      part = storage().owed(seen.getLast().transfer(), 3);
    }
    assertThat(seen).containsAll(all).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo(Comparator.comparing(key -> key.transfer().toString()));
  }

  @Test
  void deletesWhatIsOwedForADayThatHasNoChunks() throws IOException {
    LocalDate empty = DAY.plusDays(9);
    TransferKey held = new TransferKey(empty, UUID.randomUUID());
    storage().owe(announcement(held));
    assertThat(storage().days()).contains(empty);
    storage().deleteDay(empty);
    assertThat(owed()).doesNotContain(held);
    assertThat(storage().days()).doesNotContain(empty);
  }

  @Test
  void sweepingTakesNothingThatIsWhole() throws IOException {
    byte[] content = Chunks.random(1_000, 1);
    put(transfer.chunk(0), content);
    storage().sweepLeftovers();
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @Test
  void isReady() throws IOException {
    storage().check();
    assertThat(storage().list(transfer).isEmpty()).isTrue();
  }

  protected final void put(ChunkKey key, byte[] content) throws IOException {
    storage().put(key, content.length, Chunks.crc32c(content), Chunks.body(content, 65_536));
  }

  protected final byte[] read(ChunkKey key) throws IOException {
    try (StoredChunk chunk = storage().open(key).orElseThrow()) {
      return Chunks.read(chunk);
    }
  }

  protected final void assertNothingHere() throws IOException {
    assertThat(storage().list(transfer).isEmpty()).isTrue();
    assertThat(storage().open(transfer.chunk(0))).isEmpty();
  }

  private List<TransferKey> owed() throws IOException {
    return storage().owed(1_000).stream().map(Announcement::transfer).toList();
  }

  private static Announcement later(Announcement first) {
    return new Announcement(
        UUID.randomUUID(), first.at().plusSeconds(1), first.transfer(), first.chunkCount());
  }

  private static Announcement announcement(TransferKey transfer) {
    return new Announcement(UUID.randomUUID(), Instant.parse("2031-05-10T10:00:00Z"), transfer, 7);
  }
}
