package dev.glide.chunks.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweeperTest {
  private static final LocalDate DAY = LocalDate.of(2031, 5, 17);
  private final DeletedChunks deleted = new DeletedChunks();
  private final TransferKey transfer = new TransferKey(DAY, UUID.randomUUID());

  @TempDir Path folder;
  private FolderChunkStorage storage;

  @BeforeEach
  void put() throws IOException {
    storage = new FolderChunkStorage(folder, 0);
    byte[] content = Chunks.random(100, 1);
    storage.put(
        transfer.chunk(0), content.length, Chunks.crc32c(content), Chunks.body(content, 100));
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2031-05-10T12:00:00Z, 1",
    "2031-05-17T00:00:00Z, 1",
    "2031-05-17T23:59:59Z, 1",
    "2031-05-18T00:00:00Z, 0",
    "2031-08-01T00:00:00Z, 0"
  })
  void deletesADayOnceItHasPassed(Instant now, int left) throws IOException {
    new Sweeper(storage, deleted, Clock.fixed(now, ZoneOffset.UTC)).sweep();
    assertThat(storage.list(transfer).cardinality()).isEqualTo(left);
    assertThat(deleted.of(DeletedChunks.Reason.SWEPT)).isEqualTo(1L - left);
  }

  @Test
  void severalMaySweepOneStorage() throws IOException {
    Clock later = Clock.fixed(Instant.parse("2031-06-01T00:00:00Z"), ZoneOffset.UTC);
    try (FolderChunkStorage other = new FolderChunkStorage(folder, 0)) {
      new Sweeper(storage, deleted, later).sweep();
      new Sweeper(other, deleted, later).sweep();
      assertThat(other.days()).isEmpty();
      assertThat(deleted.of(DeletedChunks.Reason.SWEPT)).isEqualTo(1);
    }
  }
}
