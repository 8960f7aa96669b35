package dev.glide.cli.transfer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedChunksTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ChunkLayout LAYOUT = new ChunkLayout(65_536, 100L * 65_536 + 7);
  private static final int SEALED = ChunkLayout.sealedBytes(65_536);

  private final SealingKeys keys = SealingKeys.of(TransferKey.random(), UUID.randomUUID());
  private final AtomicInteger reads = new AtomicInteger();
  private byte content = 1;
  private volatile boolean broken;
  private final SealedChunks chunks = new SealedChunks(LAYOUT, keys, this::read, 2, 4L * SEALED);

  private int read(int index, byte[] into) throws Failure {
    reads.incrementAndGet();
    if (broken) {
      throw new Failure(ExitCode.LOCAL_FILE, "file-changed", "it has changed");
    }
    int length = LAYOUT.plainBytes(index);
    Arrays.fill(into, 0, length, (byte) (content + index));
    return length;
  }

  @AfterEach
  void close() {
    chunks.close();
  }

  @Test
  void allWhoTakeAChunkGetTheSameBytes() throws Exception {
    try (SealedChunks.Share one = chunks.share();
        SealedChunks.Share other = chunks.share()) {
      SealedChunk mine = one.take(3);
      SealedChunk theirs = other.take(3);
      assertThat(theirs).isSameAs(mine);
      assertThat(reads).hasValue(1);
      assertOpens(3, mine);
      one.giveBack(mine);
      other.giveBack(theirs);
    }
  }

  private void assertOpens(int index, SealedChunk chunk) throws Exception {
    try (BodyOpener opener = new BodyOpener(keys)) {
      byte[] plain = new byte[LAYOUT.chunkBytes()];
      assertThat(opener.openChunk(LAYOUT, index, chunk.bytes(), chunk.length(), plain))
          .isEqualTo(chunk.plainBytes())
          .isEqualTo(LAYOUT.plainBytes(index));
      assertThat(plain[0]).isEqualTo((byte) (content + index));
    }
  }

  @Test
  void whoComesLaterGetsItWhileItIsKept() throws Exception {
    try (SealedChunks.Share one = chunks.share();
        SealedChunks.Share other = chunks.share()) {
      one.giveBack(one.take(0));
      other.giveBack(other.take(0));
      assertThat(reads).hasValue(1);
      // Both have had it: it is kept for nobody.
      one.giveBack(one.take(0));
      assertThat(reads).hasValue(2);
    }
  }

  @Test
  void aChunkThatIsSealedAnewHasASaltOfItsOwn() throws Exception {
    try (SealedChunks.Share share = chunks.share()) {
      byte[] first = salt(share);
      content++;
      byte[] second = salt(share);
      assertThat(second).isNotEqualTo(first);
    }
  }

  private static byte[] salt(SealedChunks.Share share) throws Failure {
    SealedChunk chunk = share.take(5);
    byte[] salt = Arrays.copyOf(chunk.bytes(), ChunkLayout.SALT_BYTES);
    share.giveBack(chunk);
    return salt;
  }

  @Test
  void oneWhoTakesAloneUsesOneBuffer() throws Exception {
    try (SealedChunks.Share share = chunks.share()) {
      for (int i = 0; i < LAYOUT.chunkCount(); i++) {
        SealedChunk chunk = share.take(i);
        assertOpens(i, chunk);
        share.giveBack(chunk);
      }
      assertThat(chunks.buffers()).isEqualTo(1);
    }
  }

  @Test
  void noMoreIsKeptThanTheLimit() throws Exception {
    try (SealedChunks.Share fast = chunks.share();
        SealedChunks.Share _ = chunks.share()) {
      for (int i = 0; i < LAYOUT.chunkCount(); i++) {
        fast.giveBack(fast.take(i));
      }
      assertThat(chunks.buffers()).isEqualTo(4);
    }
  }

  @Test
  void thoseWhoHoldTheirChunksKeepNobodyFromGettingAny() throws Exception {
    List<SealedChunks.Share> slow = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      slow.add(chunks.share());
    }
    try (SealedChunks.Share fast = chunks.share()) {
      for (int i = 0; i < 10; i++) {
        assertOpens(10 + i, slow.get(i).take(10 + i));
      }
      for (int i = 0; i < 5; i++) {
        fast.giveBack(fast.take(i));
      }
      assertThat(chunks.buffers()).isLessThanOrEqualTo(11);
    }
  }

  @Test
  void aShareHoldsNoMoreThanItsPart() throws Exception {
    try (SealedChunks.Share one = chunks.share();
        SealedChunks.Share _ = chunks.share()) {
      SealedChunk first = one.take(0);
      SealedChunk second = one.take(1);
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<SealedChunk> third =
          CompletableFuture.supplyAsync(
              () -> {
                begun.countDown();
                return unchecked(one, 2);
              },
              each -> Thread.ofVirtual().start(each));
      begun.await();
      assertThat(third).isNotDone();
      assertThat(reads).hasValue(2);
      one.giveBack(first);
      await().atMost(LONG).until(third::isDone);
      one.giveBack(third.join());
      one.giveBack(second);
    }
  }

  private static SealedChunk unchecked(SealedChunks.Share share, int index) {
    try {
      return share.take(index);
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCannotBeReadIsToldAndMayBeTriedAgain() throws Exception {
    try (SealedChunks.Share share = chunks.share()) {
      broken = true;
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> share.take(1)).hasMessage("it has changed");
      }
      broken = false;
      SealedChunk chunk = share.take(1);
      assertOpens(1, chunk);
      share.giveBack(chunk);
      assertThat(chunks.buffers()).isEqualTo(1);
    }
  }

  @Test
  void aPreparedChunkIsThereForTheFirst() throws Exception {
    try (SealedChunks.Share share = chunks.share()) {
      chunks.prepare(0);
      SealedChunk chunk = share.take(0);
      assertThat(reads).hasValue(1);
      assertOpens(0, chunk);
      share.giveBack(chunk);
    }
  }

  @Test
  void whoWaitsHearsOfTheEnd() throws Exception {
    SealedChunks.Share one = chunks.share();
    for (int i = 0; i < 4; i++) {
      var _ = one.take(i);
    }
    CompletableFuture<SealedChunk> fifth =
        CompletableFuture.supplyAsync(
            () -> unchecked(one, 4), each -> Thread.ofVirtual().start(each));
    one.close();
    await().atMost(LONG).until(fifth::isCompletedExceptionally);
  }
}
