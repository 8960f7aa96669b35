package dev.glide.registry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.codec.Base64Url;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final UUID DEVICE = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final ChunkLayout CHUNKS = new ChunkLayout(ChunkLayout.MIN_CHUNK_BYTES, 100_000);

  private static String bytes(int length, int value) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) value;
    return Base64Url.encode(bytes);
  }

  private static NewTransfer offer(int changed, @Nullable Long life) {
    return new NewTransfer(
        List.of(changed == 1 ? "bob" : "bo", "carol"),
        List.of(
            new SealedKey(changed == 2 ? DEVICE : new UUID(0, 2), bytes(80, changed == 3 ? 1 : 0))),
        bytes(40, changed == 4 ? 1 : 0),
        bytes(50, changed == 5 ? 1 : 0),
        bytes(64, changed == 6 ? 1 : 0),
        changed == 7 ? new ChunkLayout(CHUNKS.chunkBytes(), 1) : CHUNKS,
        changed == 8,
        changed == 9,
        life);
  }

  @Test
  void theSameOfferHasTheSameDigest() {
    assertThat(Offer.of(offer(0, null)).bodyDigest())
        .isEqualTo(Offer.of(offer(0, null)).bodyDigest());
  }

  @Test
  void everyFieldCounts() {
    Set<String> digests = new HashSet<>();
    for (int changed = 0; changed <= 9; changed++) {
      digests.add(Offer.of(offer(changed, null)).bodyDigest());
    }
    digests.add(Offer.of(offer(0, 5L)).bodyDigest());
    assertThat(digests).hasSize(11);
  }

  @Test
  void theDefaultLifeIsAsGoodAsWritten() {
    assertThat(Offer.of(offer(0, Limits.DEFAULT_EXPIRY.toSeconds())).bodyDigest())
        .isEqualTo(Offer.of(offer(0, null)).bodyDigest());
  }

  @Test
  void reservesSealedChunksAndManifest() {
    assertThat(Offer.of(offer(0, null)).reservedBytes()).isEqualTo(CHUNKS.maxSealedTotal() + 50);
  }
}
