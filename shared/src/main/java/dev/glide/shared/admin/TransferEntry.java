package dev.glide.shared.admin;

import dev.glide.shared.api.RecipientState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as the operator sees it: what is in it the server does not know.
 *
 * @param from handle of the sender
 * @param totalBytes of the files; with an open stream, so far
 * @param reservedBytes what it takes of the sender's quota now
 * @param open whether it is a stream that goes on
 * @param live whether it is never stored
 */
public record TransferEntry(
    UUID id,
    State state,
    String from,
    List<RecipientState> recipients,
    long totalBytes,
    long reservedBytes,
    boolean open,
    boolean live,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant parkedAt,
    @Nullable Instant endedAt) {

  /** How far a transfer is as a whole. */
  public enum State {
    /** Offered; not all of it is in the chunk store. */
    WAITING,
    /** All of it is in the chunk store. */
    PARKED,
    /** Nobody will fetch it any more. */
    ENDED
  }

  public TransferEntry {
    recipients = List.copyOf(recipients);
  }
}
