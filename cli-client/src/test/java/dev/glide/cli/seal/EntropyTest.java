package dev.glide.cli.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntropyTest {
  @Test
  void tellsRandomBytesFromOthers() {
    byte[] random = new byte[1 << 20];
    new Random(4).nextBytes(random);
    byte[] base64 = Base64.getEncoder().encode(random);
    byte[] zeros = new byte[1 << 20];
    assertThat(Entropy.looksCompressible(random, random.length)).isFalse();
    assertThat(Entropy.looksCompressible(base64, base64.length)).isTrue();
    assertThat(Entropy.bitsPerByte(zeros, zeros.length)).isZero();
  }

  @Test
  void looksAtAllPartsOfTheContent() {
    byte[] mixed = new byte[1 << 20];
    new Random(5).nextBytes(mixed);
    Arrays.fill(mixed, 1 << 19, 1 << 20, (byte) 'x');
    assertThat(Entropy.looksCompressible(mixed, mixed.length)).isTrue();
  }

  @Test
  void measuresShortContent() {
    byte[] content = {1, 2, 3, 4};
    assertThat(Entropy.bitsPerByte(content, 4)).isEqualTo(2.0);
    assertThat(Entropy.bitsPerByte(content, 0)).isZero();
  }
}
