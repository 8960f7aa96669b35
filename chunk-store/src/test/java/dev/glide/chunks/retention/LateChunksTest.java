package dev.glide.chunks.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateChunksTest {
  private static final Instant END = Instant.parse("2031-05-10T12:00:00Z");

  private final DeletedChunks deleted = new DeletedChunks();
  private final TransferKey transfer =
      new TransferKey(LocalDate.of(2031, 5, 17), UUID.randomUUID());

  @TempDir Path folder;
  private FolderChunkStorage storage;
  private Instant now = END;
  private LateChunks late;

  @BeforeEach
  void open() throws IOException {
    storage = new FolderChunkStorage(folder, 0);
    InstantSource moving = () -> now;
    Clock clock = moving.withZone(ZoneOffset.UTC);
    late = new LateChunks(storage, deleted, clock);
    late.expect(transfer);
    byte[] content = Chunks.random(100, 1);
    storage.put(
        transfer.chunk(0), content.length, Chunks.crc32c(content), Chunks.body(content, 100));
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  @Test
  void goAWhileAfterTheEnd() throws IOException {
    now = END.plus(LateChunks.WHILE);
    late.delete();
    assertThat(storage.list(transfer).cardinality()).isZero();
    assertThat(deleted.of(DeletedChunks.Reason.ENDED)).isEqualTo(1);
  }

  @Test
  void areNotLookedForBefore() throws IOException {
    now = END.plus(LateChunks.WHILE).minusMillis(1);
    late.delete();
    assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
  }
}
