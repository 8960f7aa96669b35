package dev.glide.chunks.storage.folder;

import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.CheckedBody;
import dev.glide.chunks.storage.ChunkBody;
import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Chunks as files: written aside, synced, then renamed to where they are found.
 *
 * <p>A file holds a chunk's bytes and a {@link Trailer}. What is deleted is first renamed away, so
 * that nobody sees half of it.
 */
public final class FolderChunkStorage implements ChunkStorage {
  private final ChunkFolders folders;
  private final long keepFreeBytes;
  private final Disk disk;
  private final Incoming incoming;
  private final DurableTree tree;
  private final ReentrantLock owing = new ReentrantLock();
  private final AtRest atRest = new AtRest(2 * Runtime.getRuntime().availableProcessors());

  /**
   * Opens a storage and sweeps what a process that was killed has left in it.
   *
   * @param keepFreeBytes how much of the disk is left to others: what would need it is refused with
   *     {@code storage-full}
   */
  public FolderChunkStorage(Path root, long keepFreeBytes) throws IOException {
    this(root, keepFreeBytes, new Disk());
  }

  FolderChunkStorage(Path root, long keepFreeBytes, Disk disk) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    this.folders = new ChunkFolders(absolute);
    this.keepFreeBytes = keepFreeBytes;
    this.disk = disk;
    Files.createDirectories(folders.chunks());
    Files.createDirectories(folders.owed());
    this.incoming = Incoming.claim(folders.incoming());
    this.tree = new DurableTree(absolute, incoming, disk);
    incoming.sweep();
  }

  @Override
  public void put(ChunkKey key, long length, Crc32c crc32c, ChunkBody body) throws IOException {
    requireSpace(length + Trailer.BYTES);
    CheckedBody checked = new CheckedBody(body, length, crc32c);
    tree.place(
        folders.chunk(key),
        channel -> {
          for (ByteBuffer piece = checked.next(); piece.hasRemaining(); piece = checked.next()) {
            DurableTree.writeFully(channel, piece);
          }
          DurableTree.writeFully(channel, Trailer.of(key, crc32c, length).encode());
        });
  }

  @Override
  public Optional<StoredChunk> open(ChunkKey key) throws IOException {
    try {
      return Optional.of(atRest.check(folders.chunk(key), key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public BitSet list(TransferKey transfer) throws IOException {
    BitSet indexes = new BitSet();
    for (String name : names(folders.transfer(transfer))) {
      ChunkFolders.index(name).ifPresent(indexes::set);
    }
    return indexes;
  }

  @Override
  public long delete(TransferKey transfer) throws IOException {
    Files.deleteIfExists(folders.owed(transfer));
    return tree.remove(folders.transfer(transfer));
  }

  @Override
  public void owe(Announcement announcement) throws IOException {
    ByteBuffer text = StandardCharsets.UTF_8.encode(announcement.text());
    owing.lock();
    try {
      tree.place(folders.owed(announcement), channel -> DurableTree.writeFully(channel, text));
    } finally {
      owing.unlock();
    }
  }

  @Override
  public List<Announcement> owed(UUID after, int limit) throws IOException {
    List<Announcement> found = new ArrayList<>();
    for (String name : ChunkFolders.owedAfter(after, names(folders.owed()))) {
      if (found.size() == limit) {
        break;
      }
      owed(folders.owed().resolve(name)).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public void settle(Announcement announcement) throws IOException {
    Path file = folders.owed(announcement);
    owing.lock();
    try {
      if (owed(file).stream().anyMatch(found -> found.id().equals(announcement.id()))) {
        Files.deleteIfExists(file);
      }
    } finally {
      owing.unlock();
    }
  }

  private static Optional<Announcement> owed(Path file) throws IOException {
    try {
      return Announcement.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      // Settled since the folder was read.
      return Optional.empty();
    }
  }

  @Override
  public Set<LocalDate> days() throws IOException {
    Set<LocalDate> days = new HashSet<>();
    for (String name : names(folders.chunks())) {
      ChunkFolders.day(name).ifPresent(days::add);
    }
    owed(Integer.MAX_VALUE).forEach(each -> days.add(each.transfer().expiryDay()));
    return days;
  }

  @Override
  public long deleteDay(LocalDate day) throws IOException {
    for (Announcement announcement : owed(Integer.MAX_VALUE)) {
      if (announcement.transfer().expiryDay().equals(day)) {
        settle(announcement);
      }
    }
    return tree.remove(folders.day(day));
  }

  @Override
  public void sweepLeftovers() throws IOException {
    incoming.sweep();
  }

  @Override
  public void check() throws IOException {
    requireSpace(0);
    if (!Files.isWritable(folders.chunks())) {
      throw new IOException("the chunk store's folder can't be written");
    }
  }

  @Override
  public void close() throws IOException {
    incoming.close();
  }

  private void requireSpace(long bytes) throws IOException {
    long free = disk.usableBytes(folders.incoming());
    if (free - bytes < keepFreeBytes) {
      throw new GlideException(
          ErrorCode.STORAGE_FULL,
          Problem.of(
                  ErrorCode.STORAGE_FULL,
                  "the chunk store's disk is full: %d bytes are free, %d of them are kept free"
                      .formatted(free, keepFreeBytes))
              .withLimit(Math.max(0, free - keepFreeBytes), bytes));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return names;
  }
}
