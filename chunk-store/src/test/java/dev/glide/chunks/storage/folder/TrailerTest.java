package dev.glide.chunks.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.TransferKey;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrailerTest {
  private static final Trailer TRAILER =
      Trailer.of(
          new TransferKey(
                  LocalDate.of(2031, 5, 17),
                  UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
              .chunk(7),
          new Crc32c(0xcafebabe),
          4_195_361);

  @Test
  void standsAsItIsDocumented() {
    assertThat(HexFormat.of().formatHex(TRAILER.encode().array()))
        .startsWith(
            "474c494445434b31" // GLIDECK1
                + "00112233445566778899aabbccddeeff"
                + "00000007"
                + "cafebabe"
                + "0000000000400421")
        .hasSize(2 * Trailer.BYTES);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(Trailer.decode(TRAILER.encode())).contains(TRAILER);
  }

  @Test
  void refusesAnyFlippedBit() {
    for (int bit = 0; bit < Trailer.BYTES * 8; bit++) {
      byte[] bytes = TRAILER.encode().array();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Trailer.decode(ByteBuffer.wrap(bytes))).isEmpty();
    }
  }
}
