package dev.glide.chunks.storage;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Names all chunks of one transfer.
 *
 * @param expiryDay the day (UTC) after which the chunks may be deleted
 */
public record TransferKey(LocalDate expiryDay, UUID transfer) {
  public ChunkKey chunk(int index) {
    return new ChunkKey(this, index);
  }
}
