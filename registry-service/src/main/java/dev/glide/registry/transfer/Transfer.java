package dev.glide.registry.transfer;

import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as it is stored, without its manifest.
 *
 * @param bodyDigest tells the same offer, sent again, from another one under the same id
 * @param live whether it goes straight to its recipients only and is never stored
 * @param reservedBytes what it takes of its sender's quota; 0 once it has ended
 */
public record Transfer(
    UUID id,
    Sender sender,
    String bodyDigest,
    String summary,
    String manifestDigest,
    String signature,
    ChunkLayout chunks,
    boolean open,
    boolean live,
    @Nullable String trailer,
    long reservedBytes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant parkedAt,
    @Nullable Instant endedAt) {

  /** Who sends, and from which device. */
  public record Sender(UUID user, String handle, UUID device) {}

  /** The day (UTC) under which the chunk store keeps the chunks. */
  LocalDate expiryDay() {
    return expiryDay(expiresAt);
  }

  static LocalDate expiryDay(Instant expiresAt) {
    return LocalDate.ofInstant(expiresAt, ZoneOffset.UTC);
  }

  /** When a ticket ends that begins now: it lives for a while, and never longer than this. */
  public Instant endOfTicket(Instant now, Duration life) {
    Instant end = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
    return end.isBefore(expiresAt) ? end : expiresAt;
  }

  public boolean hasEnded() {
    return endedAt != null;
  }

  /**
   * What the chunk store keeps of it. Nothing of a live one: a ticket for no chunks lets none be
   * brought.
   */
  ChunkLayout stored() {
    return live ? new ChunkLayout(chunks.chunkBytes(), 0) : chunks;
  }

  /** Time may be over before housekeeping has said so. */
  public boolean isOver(Instant now) {
    return hasEnded() || !expiresAt.isAfter(now);
  }
}
