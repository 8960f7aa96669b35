package dev.glide.chunks.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.ChunkStorageContract;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderChunkStorageTest extends ChunkStorageContract {
  @TempDir Path folder;
  private FolderChunkStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = new FolderChunkStorage(folder, 0);
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  @Override
  protected ChunkStorage storage() {
    return storage;
  }

  @Override
  protected void damage(ChunkKey key, byte[] other) throws IOException {
    try (FileChannel file = FileChannel.open(file(key), StandardOpenOption.WRITE)) {
      DurableTree.writeFully(file, java.nio.ByteBuffer.wrap(other));
    }
  }

  @Test
  void seesAnyDamageToAFile() throws IOException {
    byte[] content = Chunks.random(300, 1);
    put(transfer.chunk(0), content);
    byte[] file = Files.readAllBytes(file(transfer.chunk(0)));
    for (int at = 0; at < file.length; at++) {
      byte[] flipped = file.clone();
      flipped[at] ^= 1;
      Files.write(file(transfer.chunk(0)), flipped);
      assertDamaged(transfer.chunk(0));
    }
    for (int length = 0; length < file.length; length++) {
      Files.write(file(transfer.chunk(0)), Arrays.copyOf(file, length));
      assertDamaged(transfer.chunk(0));
    }
    Files.write(file(transfer.chunk(0)), Arrays.copyOf(file, file.length + 1));
    assertDamaged(transfer.chunk(0));
    Files.write(file(transfer.chunk(0)), file);
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @Test
  void seesThatAFileIsAnotherChunks() throws IOException {
    put(transfer.chunk(0), Chunks.random(300, 1));
    put(transfer.chunk(1), Chunks.random(300, 2));
    Files.copy(
        file(transfer.chunk(0)),
        file(transfer.chunk(1)),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertDamaged(transfer.chunk(1));
  }

  @Test
  void knowsEverythingAgainAfterARestart() throws IOException {
    byte[] content = Chunks.random(1_000, 1);
    put(transfer.chunk(4), content);
    storage.close();
    storage = new FolderChunkStorage(folder, 0);
    assertThat(read(transfer.chunk(4))).isEqualTo(content);
    assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
  }

  @Test
  void sweepsAtStartWhatAKilledProcessLeft() throws IOException {
    Path dead = folder.resolve("incoming").resolve(UUID.randomUUID().toString());
    Files.createDirectories(dead);
    Files.write(dead.resolve("1"), Chunks.random(1_000, 1));
    Files.createFile(dead.resolveSibling(dead.getFileName() + ".lock"));
    Path headless = folder.resolve("incoming").resolve(UUID.randomUUID().toString());
    Files.createDirectories(headless.resolve("deleted/day"));
    try (FolderChunkStorage second = new FolderChunkStorage(folder, 0)) {
      assertThat(second.list(transfer).isEmpty()).isTrue();
    }
    assertThat(dead).doesNotExist();
    assertThat(headless).doesNotExist();
  }

  @Test
  void sweepsNothingOfAPutThatGoesOn() throws IOException {
    byte[] content = Chunks.random(5_000, 1);
    try (FolderChunkStorage second = new FolderChunkStorage(folder, 0)) {
      dev.glide.chunks.storage.ChunkBody body = Chunks.body(content, 1_000);
      storage.put(
          transfer.chunk(0),
          content.length,
          Chunks.crc32c(content),
          () -> {
            second.sweepLeftovers();
            storage.sweepLeftovers();
            return body.next();
          });
    }
    assertThat(read(transfer.chunk(0))).isEqualTo(content);
  }

  @Test
  void leavesNoFileBehindAPutThatFails() throws IOException {
    byte[] content = Chunks.random(5_000, 1);
    assertThatThrownBy(() ->
            storage.put(
                transfer.chunk(0),
                content.length,
                Chunks.crc32c(content),
                Chunks.cutOff(Arrays.copyOf(content, 4_000))))
        .isInstanceOf(IOException.class);
    assertThat(incomingFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2_500, 5_000})
  void saysWhenTheDiskIsFull(long room) throws IOException {
    byte[] content = Chunks.random(5_000, 1);
    try (FolderChunkStorage full = new FolderChunkStorage(folder, 0, new FullDisk(room))) {
      GlideException refusal =
          catchThrowableOfType(
              GlideException.class,
              () ->
                  full.put(
                      transfer.chunk(0),
                      content.length,
                      Chunks.crc32c(content),
                      Chunks.body(content, 1_000)));
      assertThat(refusal.code()).isEqualTo(ErrorCode.STORAGE_FULL);
      assertThat(incomingFiles()).isEmpty();
      assertNothingHere();
    }
  }

  @Test
  void leavesRoomOnTheDiskToOthers() throws IOException {
    byte[] content = Chunks.random(5_000, 1);
    try (FolderChunkStorage modest = new FolderChunkStorage(folder, Long.MAX_VALUE / 2)) {
      GlideException refusal =
          catchThrowableOfType(
              GlideException.class,
              () ->
                  modest.put(
                      transfer.chunk(0),
                      content.length,
                      Chunks.crc32c(content),
                      Chunks.body(content, 1_000)));
      assertThat(refusal.code()).isEqualTo(ErrorCode.STORAGE_FULL);
      assertThat(refusal.problem().actual()).isGreaterThan(5_000);
    }
  }

  @Test
  void forgetsADayThatWasDeleted() throws IOException {
    put(transfer.chunk(0), Chunks.random(10, 1));
    storage.deleteDay(DAY);
    assertThat(storage.days()).isEmpty();
    assertThat(incomingFiles()).isEmpty();
  }

  @Test
  void listsNoFileThatIsNoChunk() throws IOException {
    put(transfer.chunk(0), Chunks.random(10, 1));
    for (String name : List.of("01", "-1", "x", "1.tmp", "9999999999", " 1")) {
      Files.createFile(file(transfer.chunk(0)).resolveSibling(name));
    }
    assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
  }

  private void assertDamaged(ChunkKey key) {
    GlideException refusal = catchThrowableOfType(GlideException.class, () -> storage.open(key));
    assertThat(refusal.code()).isEqualTo(ErrorCode.CHUNK_DAMAGED);
  }

  private List<Path> incomingFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("incoming"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    }
  }

  private Path file(ChunkKey key) {
    return new ChunkFolders(folder).chunk(key);
  }
}
