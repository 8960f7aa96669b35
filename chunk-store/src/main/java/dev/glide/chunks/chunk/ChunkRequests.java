package dev.glide.chunks.chunk;

import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.chunks.ticket.RefusedTickets;
import dev.glide.chunks.ticket.Tickets;
import dev.glide.shared.api.Headers;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.chunk.IndexRanges;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import dev.glide.shared.token.TicketClaims;
import dev.glide.shared.token.TicketRefusal;
import dev.glide.shared.trace.LogKeys;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.BitSet;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What each request does, once its ticket allows it; blocks. */
@ApplicationScoped
class ChunkRequests {
  private static final String BEARER = "Bearer ";
  private static final String HELD = "held";
  private static final Logger LOG = Logger.getLogger(ChunkRequests.class);

  private final Tickets tickets;
  private final RefusedTickets refused;
  private final ChunkStorage storage;
  private final Delivery delivery;
  private final Completion completion;
  private final Traffic traffic;

  ChunkRequests(
      Tickets tickets,
      RefusedTickets refused,
      ChunkStorage storage,
      Delivery delivery,
      Completion completion,
      Traffic traffic) {
    this.tickets = tickets;
    this.refused = refused;
    this.storage = storage;
    this.delivery = delivery;
    this.completion = completion;
    this.traffic = traffic;
  }

  /**
   * Serves a request.
   *
   * @throws GlideException if it is refused; nothing has been answered then
   * @throws ConnectionLost if nobody is there to read an answer
   */
  void serve(Exchange exchange) throws IOException {
    Target target =
        Target.parse(exchange.path())
            .orElseThrow(() -> new GlideException(ErrorCode.NOT_FOUND, "there is no such address"));
    MDC.put(LogKeys.TRANSFER, target.transfer().toString());
    switch (target) {
      case Target.Chunk chunk -> serve(exchange, chunk);
      case Target.Transfer transfer -> {
        requireMethod(exchange, "GET");
        list(exchange, transfer);
      }
      case Target.Completion parked -> {
        requireMethod(exchange, "POST");
        complete(exchange, parked);
      }
    }
  }

  private void serve(Exchange exchange, Target.Chunk chunk) throws IOException {
    switch (exchange.method().name()) {
      case "PUT" -> put(exchange, chunk);
      case "GET" -> get(exchange, chunk, true);
      case "HEAD" -> get(exchange, chunk, false);
      default -> requireMethod(exchange, "PUT, GET or HEAD");
    }
  }

  private void put(Exchange exchange, Target.Chunk chunk) throws IOException {
    TicketClaims ticket = ticket(exchange, chunk);
    requireRole(ticket, TicketClaims.Role.PUT);
    ChunkKey key = key(ticket, chunk);
    long length = requireLength(exchange, ticket.layout().maxSealedBytes(chunk.index()));
    Crc32c crc32c =
        exchange
            .header(Headers.CRC32C)
            .flatMap(Crc32c::parse)
            .orElseThrow(() ->
                new GlideException(
                    ErrorCode.MALFORMED,
                    Headers.CRC32C + " must be eight lower-case hexadecimal digits"));
    try (Traffic.Load load = traffic.begin(Traffic.Direction.IN, length)) {
      storage.put(key, length, crc32c, exchange.receive());
      load.done();
    }
    LOG.debugf("chunk %d of %s is here", chunk.index(), chunk.transfer());
    exchange.answer(Answer.created());
  }

  private void get(Exchange exchange, Target.Chunk chunk, boolean withBody) throws IOException {
    ChunkKey key = key(ticket(exchange, chunk), chunk);
    try (StoredChunk stored =
        storage
            .open(key)
            .orElseThrow(() ->
                new GlideException(
                    ErrorCode.UNKNOWN_CHUNK, "chunk %d is not here".formatted(chunk.index())))) {
      if (withBody) {
        send(exchange, stored);
        LOG.debugf("chunk %d of %s has been fetched", chunk.index(), chunk.transfer());
      } else {
        exchange.describe(stored);
      }
    }
  }

  private void send(Exchange exchange, StoredChunk stored) throws IOException {
    try (Traffic.Load load = traffic.begin(Traffic.Direction.OUT, stored.length())) {
      delivery.send(exchange, stored);
      load.done();
    }
  }

  private void list(Exchange exchange, Target.Transfer transfer) throws IOException {
    TransferKey key = key(ticket(exchange, transfer));
    exchange.answer(Answer.ok(new StoredChunks(IndexRanges.format(storage.list(key)))));
  }

  private void complete(Exchange exchange, Target.Completion parked) throws IOException {
    TicketClaims ticket = ticket(exchange, parked);
    requireRole(ticket, TicketClaims.Role.PUT);
    int chunkCount = ticket.layout().chunkCount();
    BitSet held = held(exchange, chunkCount);
    exchange.answer(
        Answer.ok(completion.complete(key(ticket), chunkCount, held, exchange.cause())));
  }

  /** What the sender knows to be with every recipient already. */
  private static BitSet held(Exchange exchange, int chunkCount) {
    try {
      return IndexRanges.parse(exchange.parameter(HELD).orElse(""), chunkCount);
    } catch (IllegalArgumentException e) {
      throw new GlideException(ErrorCode.MALFORMED, HELD + ": " + e.getMessage(), e);
    }
  }

  private TicketClaims ticket(Exchange exchange, Target target) {
    String header = exchange.header(HttpHeaderNames.AUTHORIZATION).orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw refused(TicketRefusal.MISSING, "the request carries no ticket");
    }
    TicketClaims ticket = tickets.read(header.substring(BEARER.length()).strip());
    if (!ticket.transfer().equals(target.transfer())) {
      throw refused(TicketRefusal.NOT_FOR_THIS, "the ticket is for another transfer");
    }
    return ticket;
  }

  private static TransferKey key(TicketClaims ticket) {
    return new TransferKey(ticket.expiryDay(), ticket.transfer());
  }

  private ChunkKey key(TicketClaims ticket, Target.Chunk chunk) {
    if (chunk.index() >= ticket.layout().chunkCount()) {
      throw refused(
          TicketRefusal.NOT_FOR_THIS,
          "the ticket is for chunks below %d".formatted(ticket.layout().chunkCount()));
    }
    return key(ticket).chunk(chunk.index());
  }

  private void requireRole(TicketClaims ticket, TicketClaims.Role role) {
    if (ticket.role() != role) {
      throw refused(
          TicketRefusal.NOT_FOR_THIS, "the ticket is for %s only".formatted(ticket.role()));
    }
  }

  private static long requireLength(Exchange exchange, long maxBytes) {
    long length =
        exchange
            .contentLength()
            .orElseThrow(() ->
                new GlideException(ErrorCode.LENGTH_REQUIRED, "a chunk needs a Content-Length"));
    if (length < 1) {
      throw new GlideException(ErrorCode.MALFORMED, "a chunk has at least one byte");
    }
    if (length > maxBytes) {
      throw new GlideException(
          ErrorCode.TOO_LARGE,
          Problem.of(
                  ErrorCode.TOO_LARGE,
                  "the chunk has %d bytes, its ticket allows %d".formatted(length, maxBytes))
              .withLimit(maxBytes, length));
    }
    return length;
  }

  private static void requireMethod(Exchange exchange, String allowed) {
    if (!exchange.method().name().equals(allowed)) {
      throw new GlideException(ErrorCode.METHOD_NOT_ALLOWED, "this address takes " + allowed);
    }
  }

  private GlideException refused(TicketRefusal why, String detail) {
    refused.count(why);
    return new GlideException(ErrorCode.TICKET_REFUSED, detail);
  }
}
