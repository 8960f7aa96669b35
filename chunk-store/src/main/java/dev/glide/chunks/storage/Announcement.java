package dev.glide.chunks.storage;

import dev.glide.shared.trace.Cause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * The news that all chunks of a transfer are here, kept until the registry has heard it.
 *
 * @param id the same each time this news is told
 * @param cause of the request that it comes from; once it has been kept, the command's
 */
public record Announcement(UUID id, Instant at, TransferKey transfer, int chunkCount, Cause cause) {
  /** So many without a correlation, as it was written before there were any. */
  private static final int FIELDS = 5;

  /** Of a request that is not known. */
  public Announcement(UUID id, Instant at, TransferKey transfer, int chunkCount) {
    this(id, at, transfer, chunkCount, Cause.NONE);
  }

  /**
   * One line that {@link #parse} reads: id, time, day, transfer, count and, if it is known,
   * correlation, with blanks between. It has its place in names of objects, which have no room for
   * more.
   */
  public String text() {
    return "%s %s %s %s %d %s"
        .formatted(
            id, at, transfer.expiryDay(), transfer.transfer(), chunkCount, cause.correlation())
        .stripTrailing();
  }

  /** Reads what {@link #text} wrote; empty if the text is anything else. */
  public static Optional<Announcement> parse(String text) {
    String[] fields = text.split(" ", FIELDS + 2);
    if (fields.length != FIELDS && fields.length != FIELDS + 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Announcement(
              UUID.fromString(fields[0]),
              Instant.parse(fields[1]),
              new TransferKey(LocalDate.parse(fields[2]), UUID.fromString(fields[3])),
              Integer.parseInt(fields[4]),
              fields.length > FIELDS ? Cause.ofCommand(fields[FIELDS]) : Cause.NONE));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
