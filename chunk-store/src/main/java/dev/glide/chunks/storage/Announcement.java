package dev.glide.chunks.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * The news that all chunks of a transfer are here, kept until the registry has heard it.
 *
 * @param id the same each time this news is told
 */
public record Announcement(UUID id, Instant at, TransferKey transfer, int chunkCount) {
  private static final int FIELDS = 5;

  /** One line that {@link #parse} reads: id, time, day, transfer and count, with blanks between. */
  public String text() {
    return "%s %s %s %s %d"
        .formatted(id, at, transfer.expiryDay(), transfer.transfer(), chunkCount);
  }

  /** Reads what {@link #text} wrote; empty if the text is anything else. */
  public static Optional<Announcement> parse(String text) {
    String[] fields = text.split(" ", FIELDS);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Announcement(
              UUID.fromString(fields[0]),
              Instant.parse(fields[1]),
              new TransferKey(LocalDate.parse(fields[2]), UUID.fromString(fields[3])),
              Integer.parseInt(fields[4])));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
