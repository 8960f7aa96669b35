package dev.glide.shared.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a transfer. The registry says it, relays and chunk stores hear it; keyed by
 * transfer, so that one transfer's events keep their order.
 *
 * @param id the same for every delivery of this event
 * @param recipients users whom it concerns, by id: with {@code PARKED} those who may still fetch
 *     it, with {@code ENDED} all; the sender is not among them
 * @param expiryDay the day (UTC) under which the chunk store keeps the transfer's chunks
 * @param correlation of the request that it comes from, if it comes from one
 */
public record TransferEvent(
    UUID id,
    Instant at,
    Kind kind,
    UUID transfer,
    UUID sender,
    List<UUID> recipients,
    LocalDate expiryDay,
    @Nullable String correlation)
    implements Event {

  /** What happened. */
  public enum Kind {
    OFFERED,
    ACCEPTED,
    DECLINED,
    DELIVERED,
    PARKED,
    CANCELLED,
    EXPIRED,
    /** A session of these recipients has been made, or has moved to another relay. */
    SESSION,
    /** Nobody will ask for the chunks any more: they may be deleted. */
    ENDED
  }

  public TransferEvent {
    recipients = List.copyOf(recipients);
  }

  @Override
  public String channel() {
    return Channels.TRANSFER;
  }

  @Override
  public String key() {
    return transfer.toString();
  }

  @Override
  public String what() {
    return Event.word(kind);
  }
}
