package dev.glide.chunks.storage;

import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps chunks whole or not at all.
 *
 * <p>Every call blocks and may be made from many threads and many processes at once. All are
 * idempotent: whoever sees one fail may repeat it. Refusals are {@link
 * dev.glide.shared.error.GlideException}s: {@code storage-full} and {@code storage-away} pass by
 * themselves, {@code chunk-damaged} lasts until the chunk is put again, {@code checksum-mismatch}
 * needs other bytes. What is put once is never retried in here, because its bytes are gone; every
 * other call is retried where the storage is across a network.
 */
public interface ChunkStorage extends AutoCloseable {
  /** Before all transfers. */
  UUID FIRST = new UUID(0, 0);

  /**
   * Stores a chunk; when this returns it outlives a crash of process and machine. Until then nobody
   * sees it, and if this throws it leaves no trace but what {@link #sweepLeftovers} removes. A
   * chunk that is already there is replaced; of two puts at once one wins, whole.
   *
   * @param length of the body, in bytes, at least 1
   * @throws IOException if the body can't be read to its end
   */
  void put(ChunkKey key, long length, Crc32c crc32c, ChunkBody body) throws IOException;

  /** Finds a chunk; empty if it is not here. */
  Optional<StoredChunk> open(ChunkKey key) throws IOException;

  /** Which chunks of a transfer are here; none if the transfer is unknown. */
  BitSet list(TransferKey transfer) throws IOException;

  /**
   * Deletes all chunks of a transfer and what is owed for it.
   *
   * @return how many chunks this call has deleted
   */
  long delete(TransferKey transfer) throws IOException;

  /** Remembers an announcement, durably, until it is settled. A later one replaces it. */
  void owe(Announcement announcement) throws IOException;

  /**
   * Announcements that are owed, in the order of their transfers' ids as text.
   *
   * @param after those of transfers up to this, inclusive, are left out
   * @param limit how many at most
   */
  List<Announcement> owed(UUID after, int limit) throws IOException;

  /** The first announcements that are owed. */
  default List<Announcement> owed(int limit) throws IOException {
    return owed(FIRST, limit);
  }

  /** Forgets an announcement that has been heard, but no later one of the same transfer. */
  void settle(Announcement announcement) throws IOException;

  /** Days under which anything is kept. */
  Set<LocalDate> days() throws IOException;

  /**
   * Deletes everything that is kept under a day.
   *
   * @return how many chunks this call has deleted
   */
  long deleteDay(LocalDate day) throws IOException;

  /** Removes what interrupted calls have left behind, but nothing of a call that is going on. */
  void sweepLeftovers() throws IOException;

  /**
   * Says whether the storage can be used now: within seconds, and so cheaply that it may be asked
   * every few of them.
   *
   * @throws IOException if not, with the reason
   */
  void check() throws IOException;

  @Override
  void close() throws IOException;
}
