package dev.glide.cli.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final UUID TRANSFER = new UUID(1, 2);
  private static final SealingKeys KEYS = SealingKeys.of(TransferKey.random(), TRANSFER);
  private static final Body BODY = new Body.Chunk(7, false);
  private static final int SEGMENT = SegmentCipher.SEALED_BYTES;

  @Property(tries = 200)
  void opensWhatItSealed(@ForAll("sizes") int size, @ForAll boolean text) throws NotAuthentic {
    byte[] content = text ? text(size) : random(size);
    assertThat(open(BODY, seal(BODY, content), size)).isEqualTo(content);
  }

  @Property(tries = 200)
  void isNeverLargerThanTheLayoutSays(@ForAll("sizes") int size, @ForAll boolean text) {
    byte[] sealed = seal(BODY, text ? text(size) : random(size));
    assertThat(sealed.length).isLessThanOrEqualTo(ChunkLayout.sealedBytes(size));
  }

  @Property(tries = 300)
  void refusesAnyFlippedBit(
      @ForAll("sizes") int size, @ForAll boolean text, @ForAll @IntRange(min = 0) int where) {
    byte[] sealed = seal(BODY, text ? text(size) : random(size));
    sealed[where % sealed.length] ^= (byte) (1 << (where & 7));
    assertRefused(BODY, sealed, size);
  }

  @Property(tries = 200)
  void refusesACutBody(@ForAll("sizes") int size, @ForAll @IntRange(min = 0) int where) {
    byte[] sealed = seal(BODY, random(size));
    assertRefused(BODY, Arrays.copyOf(sealed, where % sealed.length), size);
  }

  @Property(tries = 100)
  void refusesAppendedBytes(
      @ForAll("sizes") int size, @ForAll @IntRange(min = 1, max = 70_000) int more) {
    byte[] sealed = seal(BODY, random(size));
    assertRefused(BODY, Arrays.copyOf(sealed, sealed.length + more), size + more);
  }

  @Property(tries = 50)
  void refusesAnyOtherOrderOfSegments(
      @ForAll @IntRange(min = 0, max = 4) int one, @ForAll @IntRange(min = 0, max = 4) int other) {
    byte[] sealed = seal(BODY, random(5 * SegmentCipher.PLAIN_BYTES - 1));
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, at(one), swapped, at(other), SEGMENT);
    System.arraycopy(sealed, at(other), swapped, at(one), SEGMENT);
    if (one != other) {
      assertRefused(BODY, swapped, sealed.length);
      System.arraycopy(sealed, at(one), sealed, at(other), SEGMENT);
      assertRefused(BODY, sealed, sealed.length);
    }
  }

  @Property(tries = 20)
  void refusesWithoutItsLastSegments(@ForAll @IntRange(min = 0, max = 4) int kept) {
    byte[] sealed = seal(BODY, random(5 * SegmentCipher.PLAIN_BYTES - 1));
    assertRefused(BODY, Arrays.copyOf(sealed, at(kept)), sealed.length);
  }

  @Test
  void refusesToOpenAsAnotherBody() {
    byte[] content = random(1000);
    byte[] sealed = seal(BODY, content);
    assertRefused(new Body.Chunk(8, false), sealed, 1000);
    assertRefused(new Body.Chunk(7, true), sealed, 1000);
    byte[] summary = seal(Body.Single.SUMMARY, content);
    assertRefused(Body.Single.MANIFEST, summary, 1000);
    assertRefused(Body.Single.TRAILER, summary, 1000);
    assertRefused(BODY, summary, 1000);
  }

  @Test
  void refusesToOpenUnderAnotherTransferOrKey() {
    TransferKey key = TransferKey.random();
    SealingKeys mine = SealingKeys.of(key, TRANSFER);
    byte[] sealed = new BodySealer(mine).seal(BODY, random(1000));
    for (SealingKeys other : new SealingKeys[] {SealingKeys.of(key, new UUID(1, 3)), KEYS}) {
      assertThatThrownBy(() -> new BodyOpener(other).open(BODY, sealed, 1000))
          .isInstanceOf(NotAuthentic.class);
    }
  }

  @Test
  void neverYieldsMoreThanThereIsRoomFor() {
    byte[] plain = seal(BODY, random(1001));
    byte[] compressed = seal(BODY, text(1001));
    for (byte[] sealed : new byte[][] {plain, compressed}) {
      assertRefused(BODY, sealed, 1000);
      assertThatThrownBy(
              () -> new BodyOpener(KEYS).open(BODY, sealed, sealed.length, new byte[1000]))
          .isInstanceOf(NotAuthentic.class);
    }
  }

  @Test
  void refusesAChunkOfAnotherSizeThanItsLayout() throws NotAuthentic {
    ChunkLayout layout = new ChunkLayout(ChunkLayout.MIN_CHUNK_BYTES, 100_000);
    byte[] sealed = seal(Body.chunk(layout, 1), random(100_000 - 65_536));
    byte[] tooShort = seal(Body.chunk(layout, 1), random(100));
    byte[] out = new byte[layout.chunkBytes()];
    BodyOpener opener = new BodyOpener(KEYS);
    assertThat(opener.openChunk(layout, 1, sealed, sealed.length, out)).isEqualTo(34_464);
    assertThatThrownBy(() -> opener.openChunk(layout, 1, tooShort, tooShort.length, out))
        .isInstanceOf(NotAuthentic.class);
  }

  @Test
  void goesOnAfterARefusal() throws NotAuthentic {
    BodyOpener opener = new BodyOpener(KEYS);
    byte[] content = random(200_000);
    byte[] sealed = seal(BODY, content);
    byte[] damaged = sealed.clone();
    damaged[150_000] ^= 1;
    byte[] out = new byte[content.length];
    assertThatThrownBy(() -> opener.open(BODY, damaged, damaged.length, out))
        .isInstanceOf(NotAuthentic.class);
    assertThat(opener.open(BODY, sealed, sealed.length, out)).isEqualTo(content.length);
    assertThat(out).isEqualTo(content);
  }

  @Test
  void sealsTheSameContentDifferentlyEachTime() {
    byte[] content = random(100);
    assertThat(seal(BODY, content)).isNotEqualTo(seal(BODY, content));
  }

  @Test
  void compressesTextAndLeavesTheRest() {
    assertThat(seal(BODY, text(1 << 20)).length).isLessThan(1 << 18);
    assertThat(seal(BODY, random(1 << 20))).hasSize(ChunkLayout.sealedBytes(1 << 20));
  }

  @Provide
  Arbitrary<Integer> sizes() {
    int segment = SegmentCipher.PLAIN_BYTES;
    return Arbitraries.oneOf(
        Arbitraries.of(0, 1, 2, 15, 16, 17, segment - 2, segment - 1, segment, segment + 1),
        Arbitraries.of(2 * segment - 1, 2 * segment, 4 * segment - 1, 4 * segment),
        Arbitraries.integers().between(0, 5 * segment));
  }

  private static int at(int segment) {
    return ChunkLayout.SALT_BYTES + segment * SEGMENT;
  }

  private static byte[] seal(Body body, byte[] content) {
    try (BodySealer sealer = new BodySealer(KEYS)) {
      return sealer.seal(body, content);
    }
  }

  private static byte[] open(Body body, byte[] sealed, int max) throws NotAuthentic {
    try (BodyOpener opener = new BodyOpener(KEYS)) {
      return opener.open(body, sealed, max);
    }
  }

  private static void assertRefused(Body body, byte[] sealed, int max) {
    assertThatThrownBy(() -> open(body, sealed, max)).isInstanceOf(NotAuthentic.class);
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static byte[] text(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) ("the quick brown fox ".charAt(i % 20) + (i / 997) % 3);
    }
    return content;
  }
}
