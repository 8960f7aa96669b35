package dev.glide.shared.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkLayoutTest {
  private static final int MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "4194303, 1", "4194304, 1", "4194305, 2", "1099511627776, 262144"})
  void countsChunks(long totalBytes, int chunks) {
    assertThat(new ChunkLayout(4 * MIB, totalBytes).chunkCount()).isEqualTo(chunks);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 33", // salt, flag, one tag
    "1, 34",
    "65535, 65568", // with its flag byte exactly one segment
    "65536, 65585", // one byte more: a second segment
    "4194304, 4195361",
    "8388608, 8390689",
  })
  void knowsHowLargeSealingMakesABody(int contentBytes, int sealedBytes) {
    assertThat(ChunkLayout.sealedBytes(contentBytes)).isEqualTo(sealedBytes);
  }

  @Test
  void lastChunkIsTheRest() {
    ChunkLayout layout = new ChunkLayout(4 * MIB, 9L * MIB + 5);

    assertThat(layout.offset(2)).isEqualTo(8L * MIB);
    assertThat(layout.plainBytes(1)).isEqualTo(4 * MIB);
    assertThat(layout.plainBytes(2)).isEqualTo(MIB + 5);
    assertThat(layout.isLast(1)).isFalse();
    assertThat(layout.isLast(2)).isTrue();
  }

  @Test
  void refusesAnIndexThatDoesNotExist() {
    ChunkLayout layout = new ChunkLayout(4 * MIB, 4L * MIB);

    assertThatThrownBy(() -> layout.plainBytes(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> layout.offset(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "65535, 1",
    "8388609, 1",
    "65536, -1",
    "65536, 1099511627777", // one byte more than MAX_CHUNKS chunks hold
  })
  void refusesALayoutBeyondTheLimits(int chunkBytes, long totalBytes) {
    assertThatThrownBy(() -> new ChunkLayout(chunkBytes, totalBytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void chunksCoverEveryByteOnce(
      @ForAll @IntRange(min = 65536, max = 8388608) int chunkBytes,
      @ForAll @LongRange(min = 0, max = 200L * MIB) long totalBytes) {
    ChunkLayout layout = new ChunkLayout(chunkBytes, totalBytes);
    long covered = 0;
    long sealed = 0;
    for (int i = 0; i < layout.chunkCount(); i++) {
      assertThat(layout.offset(i)).isEqualTo(covered);
      assertThat(layout.plainBytes(i)).isPositive();
      covered += layout.plainBytes(i);
      sealed += layout.maxSealedBytes(i);
    }
    assertThat(covered).isEqualTo(totalBytes);
    assertThat(layout.maxSealedTotal()).isEqualTo(sealed);
  }
}
