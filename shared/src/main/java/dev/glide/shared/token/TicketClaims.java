package dev.glide.shared.token;

import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a ticket says: its bearer may bring or fetch the chunks of one transfer.
 *
 * @param device the device it was given to
 * @param layout which indexes exist and how large each may be
 * @param expiryDay the day (UTC) under which the chunks are kept; chunks are gone after it
 */
public record TicketClaims(
    UUID transfer,
    UUID device,
    Role role,
    ChunkLayout layout,
    LocalDate expiryDay,
    Instant expiresAt) {

  /** What the bearer may do. */
  public enum Role {
    PUT,
    GET
  }
}
