package dev.glide.shared.api;

import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as its sender or a recipient sees it.
 *
 * @param fromDevice the device that signed it
 * @param manifestDigest SHA-256 of the sealed manifest, base64url
 * @param sealedKey the transfer's key for the device that asks, if it was sealed to that device
 * @param live whether nothing of it is ever in the chunk store
 * @param trailer of a stream that has been closed: sealed, says its length
 * @param parkedAt since when all chunks are in the chunk store
 */
public record TransferView(
    UUID id,
    String from,
    UUID fromDevice,
    List<RecipientState> recipients,
    String summary,
    String manifestDigest,
    String signature,
    ChunkLayout chunks,
    boolean open,
    boolean live,
    @Nullable String sealedKey,
    @Nullable String trailer,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant parkedAt) {
  public TransferView {
    recipients = List.copyOf(recipients);
  }
}
