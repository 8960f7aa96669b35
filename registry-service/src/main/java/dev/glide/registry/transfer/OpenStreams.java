package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.codec.Base64Url;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.TicketClaims.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Transfers whose length is not known when they are placed: they grow, and are closed once. */
@Singleton
final class OpenStreams {
  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Quota quota;
  private final Views views;
  private final Tickets tickets;
  private final Clock clock;

  OpenStreams(
      Jdbi jdbi, Transfers transfers, Quota quota, Views views, Tickets tickets, Clock clock) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.quota = quota;
    this.views = views;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** Reserves for more bytes; for fewer than before: nothing changes. */
  Ticket grow(UUID id, @Nullable Growth growth, Caller caller) {
    if (growth == null) {
      throw Refusal.malformed("the body is missing");
    }
    return jdbi.inTransaction(db -> {
      Transfer transfer = sent(db, id, caller);
      if (!transfer.open()) {
        throw new GlideException(ErrorCode.WRONG_STATE, "the stream has been closed");
      }
      return tickets.write(grown(db, transfer, growth.totalBytes()), caller.device(), Role.PUT);
    });
  }

  private Transfer grown(Handle db, Transfer transfer, long totalBytes) {
    ChunkLayout larger = layout(transfer, totalBytes);
    if (totalBytes <= transfer.chunks().totalBytes()) {
      return transfer;
    }
    long more = reserved(transfer, larger) - reserved(transfer, transfer.chunks());
    if (more > 0) {
      quota.reserve(db, transfer.sender().user(), more);
    }
    transfers.grow(db, transfer.id(), larger, transfer.reservedBytes() + more);
    return transfers.find(db, transfer.id()).orElseThrow();
  }

  /** Says how long the stream was; what was reserved and is not needed goes back. */
  Placed close(UUID id, @Nullable Closing closing, Caller caller) {
    if (closing == null) {
      throw Refusal.malformed("the body is missing");
    }
    Base64Url.upTo("trailer", closing.trailer(), Limits.MAX_TRAILER_BYTES);
    return jdbi.inTransaction(db -> {
      Transfer transfer = sent(db, id, caller);
      Transfer closed = transfer.open() ? closed(db, transfer, closing) : same(transfer, closing);
      return new Placed(
          views.of(db, closed, caller), tickets.write(closed, caller.device(), Role.PUT));
    });
  }

  private Transfer closed(Handle db, Transfer transfer, Closing closing) {
    ChunkLayout chunks = layout(transfer, closing.totalBytes());
    long roomBytes = transfer.chunks().totalBytes();
    if (closing.totalBytes() > roomBytes) {
      throw Refusal.tooLarge("bytes of the stream", roomBytes, closing.totalBytes());
    }
    long spare = reserved(transfer, transfer.chunks()) - reserved(transfer, chunks);
    transfers.close(db, transfer.id(), chunks, transfer.reservedBytes() - spare, closing.trailer());
    quota.giveBack(db, transfer.sender().user(), spare);
    return transfers.find(db, transfer.id()).orElseThrow();
  }

  private static long reserved(Transfer transfer, ChunkLayout chunks) {
    return transfer.live() ? 0 : chunks.maxSealedTotal();
  }

  private static Transfer same(Transfer transfer, Closing closing) {
    if (transfer.chunks().totalBytes() != closing.totalBytes()
        || !closing.trailer().equals(transfer.trailer())) {
      throw new GlideException(ErrorCode.WRONG_STATE, "the stream has been closed otherwise");
    }
    return transfer;
  }

  private static ChunkLayout layout(Transfer transfer, long totalBytes) {
    try {
      return new ChunkLayout(transfer.chunks().chunkBytes(), totalBytes);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Transfer sent(Handle db, UUID id, Caller caller) {
    Transfer transfer =
        transfers
            .lock(db, id)
            .filter(each -> each.sender().user().equals(caller.user()))
            .orElseThrow(Refusal::unknownTransfer);
    return Optional.of(transfer)
        .filter(each -> !each.isOver(clock.instant()))
        .orElseThrow(() -> Refusal.transferEnded("nothing can be added to it"));
  }
}
