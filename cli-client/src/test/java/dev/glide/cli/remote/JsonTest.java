package dev.glide.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void readsBackWhatItWrote() {
    NewTransfer transfer =
        new NewTransfer(
            List.of("bob"),
            List.of(new SealedKey(new UUID(1, 2), "a2V5")),
            "c3Vt",
            "bWFu",
            "c2ln",
            new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 5_000_000_000L),
            false,
            true,
            null);
    assertThat(Json.read(NewTransfer.class, Json.write(transfer))).isEqualTo(transfer);
  }
}
