package dev.glide.chunks.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import dev.glide.shared.event.ChunkEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncerTest {
  private static final Instant NOW = Instant.parse("2031-05-10T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2031, 5, 17);

  private final Registry registry = new Registry();

  @TempDir Path folder;
  private FolderChunkStorage storage;
  private Announcer announcer;

  @BeforeEach
  void open() throws IOException {
    storage = new FolderChunkStorage(folder, 0);
    announcer = announcer();
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  @Test
  void tellsAllThatIsOwedAndForgetsIt() throws IOException {
    owe(300, NOW.minusSeconds(60));
    announcer.announceOwed();
    assertThat(registry.heard).hasSize(300).doesNotHaveDuplicates();
    assertThat(storage.owed(1)).isEmpty();
  }

  @Test
  void leavesWhatIsYoungToWhoeverTellsIt() throws IOException {
    owe(3, NOW.minusSeconds(4));
    announcer.announceOwed();
    assertThat(registry.heard).isEmpty();
    owe(2, NOW.minusSeconds(5));
    owe(1, NOW.plusSeconds(3_600));
    announcer.announceOwed();
    assertThat(registry.heard).hasSize(3);
    assertThat(storage.owed(10)).hasSize(3);
  }

  @Test
  void asksARegistryThatDoesNotHearOnlyOnceATime() throws IOException {
    owe(300, NOW.minusSeconds(60));
    registry.deaf = true;
    announcer.announceOwed();
    announcer().announceOwed();
    assertThat(registry.asked).hasSize(2);
    assertThat(storage.owed(1_000)).hasSize(300);
    registry.deaf = false;
    announcer.announceOwed();
    assertThat(storage.owed(1_000)).isEmpty();
  }

  @Test
  void tellsTheOthersWhenOneCantBeTold() throws IOException {
    owe(100, NOW.minusSeconds(60));
    Announcement poison = storage.owed(1_000).get(42);
    registry.unheard.add(poison.id());
    // Should it be the first that is tried, the others follow the next time.
    for (int i = 0; i < 50 && storage.owed(2).size() > 1; i++) {
      announcer.announceOwed();
    }
    assertThat(storage.owed(1_000)).containsExactly(poison);
  }

  @Test
  void twoAtOnceTellEachButLittleTwice() throws Exception {
    owe(300, NOW.minusSeconds(60));
    Thread other = Thread.ofVirtual().start(announcer()::announceOwed);
    announcer.announceOwed();
    other.join();
    assertThat(Set.copyOf(registry.heard)).hasSize(300);
    assertThat(storage.owed(1)).isEmpty();
  }

  private Announcer announcer() {
    return new Announcer(
        storage, registry, Clock.fixed(NOW, ZoneOffset.UTC), BareServer.config(folder));
  }

  private void owe(int count, Instant at) throws IOException {
    for (int i = 0; i < count; i++) {
      storage.owe(
          new Announcement(UUID.randomUUID(), at, new TransferKey(DAY, UUID.randomUUID()), i + 1));
    }
  }

  /** Hears, unless it is told not to. */
  private static final class Registry extends SilentEmitter {
    private final List<UUID> asked = new CopyOnWriteArrayList<>();
    private final List<UUID> heard = new CopyOnWriteArrayList<>();
    private final Set<UUID> unheard = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;

    @Override
    public CompletionStage<Void> send(ChunkEvent event) {
      asked.add(event.id());
      if (deaf || unheard.contains(event.id())) {
        return CompletableFuture.failedFuture(new IOException("the registry is away"));
      }
      heard.add(event.id());
      return CompletableFuture.completedFuture(null);
    }
  }
}
