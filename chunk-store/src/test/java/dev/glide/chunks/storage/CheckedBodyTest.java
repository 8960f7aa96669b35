package dev.glide.chunks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.chunks.Chunks;
import dev.glide.shared.error.GlideException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CheckedBodyTest {
  @Property
  void passesOnWhatWasPromised(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(min = 1, max = 301) int pieceBytes)
      throws IOException {
    assertThat(drain(checked(content, content, pieceBytes))).isEqualTo(content);
  }

  @Property
  void neverPassesOnAWholeBodyWithAFlippedBit(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(min = 0, max = 2_399) int bit,
      @ForAll @IntRange(min = 1, max = 301) int pieceBytes) {
    byte[] flipped = content.clone();
    flipped[bit / 8 % content.length] ^= (byte) (1 << bit % 8);
    assertThatThrownBy(() -> drain(checked(content, flipped, pieceBytes)))
        .isInstanceOf(GlideException.class);
  }

  @Property
  void refusesABodyThatIsTooShortOrTooLong(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(min = 0, max = 301) int length,
      @ForAll @IntRange(min = 1, max = 301) int pieceBytes) {
    byte[] other = Arrays.copyOf(content, length == content.length ? length + 1 : length);
    assertThatThrownBy(() -> drain(checked(content, other, pieceBytes)))
        .isInstanceOfAny(GlideException.class, IOException.class);
  }

  @Property
  void aStoredStreamGivesWhatFitsItsChecksum(@ForAll @Size(min = 1, max = 300) byte[] content)
      throws IOException {
    assertThat(verified(content, content).readAllBytes()).isEqualTo(content);
  }

  @Property
  void aStoredStreamEndsWellOnlyIfItFitsItsChecksum(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(min = 0, max = 299) int at,
      @ForAll boolean cut) {
    int place = at % content.length;
    byte[] other = cut ? Arrays.copyOf(content, place) : content.clone();
    if (!cut) {
      other[place] ^= 1;
    }
    assertThatThrownBy(() -> verified(content, other).readAllBytes())
        .isInstanceOf(GlideException.class);
  }

  private static VerifiedStream verified(byte[] promised, byte[] stored) {
    return new VerifiedStream(
        new ByteArrayInputStream(stored), promised.length, Chunks.crc32c(promised));
  }

  private static CheckedBody checked(byte[] promised, byte[] sent, int pieceBytes) {
    return new CheckedBody(Chunks.body(sent, pieceBytes), promised.length, Chunks.crc32c(promised));
  }

  private static byte[] drain(ChunkBody body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer piece = body.next(); piece.hasRemaining(); piece = body.next()) {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      all.write(bytes);
    }
    return all.toByteArray();
  }
}
