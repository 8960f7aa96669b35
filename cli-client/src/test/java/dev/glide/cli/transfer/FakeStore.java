package dev.glide.cli.transfer;

import com.sun.net.httpserver.HttpExchange;
import dev.glide.cli.transfer.FakeGlide.Answer;
import dev.glide.shared.api.Headers;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.chunk.IndexRanges;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/** The chunk store of {@link FakeGlide}. */
final class FakeStore {
  final Map<UUID, Map<Integer, byte[]>> chunks = new ConcurrentHashMap<>();

  /** What was said to be with all recipients already, as it was said. */
  final Map<UUID, String> held = new ConcurrentHashMap<>();

  private final FakeRegistry registry;

  FakeStore(FakeRegistry registry) {
    this.registry = registry;
  }

  Map<Integer, byte[]> of(UUID transfer) {
    return chunks.computeIfAbsent(transfer, _ -> new ConcurrentHashMap<>());
  }

  Answer answer(HttpExchange exchange, String[] path, byte[] body) {
    UUID transfer = UUID.fromString(path[0]);
    String ticket = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!registry.isTicket(ticket.replace("Bearer ", ""), transfer)) {
      return Answer.problem(ErrorCode.TICKET_REFUSED);
    }
    if (path.length == 1) {
      return Answer.json(200, new StoredChunks(IndexRanges.format(stored(transfer))));
    }
    if (path[1].equals("complete")) {
      return complete(transfer, String.valueOf(exchange.getRequestURI().getQuery()));
    }
    int index = Integer.parseInt(path[1]);
    if (exchange.getRequestMethod().equals("PUT")) {
      String said = String.valueOf(exchange.getRequestHeaders().getFirst(Headers.CRC32C));
      if (!said.equals(checksum(body))) {
        return Answer.problem(ErrorCode.CHECKSUM_MISMATCH);
      }
      of(transfer).put(index, body);
      return Answer.empty(201);
    }
    byte[] chunk = of(transfer).get(index);
    return chunk == null
        ? Answer.problem(ErrorCode.UNKNOWN_CHUNK)
        : Answer.bytes(chunk, Headers.CRC32C, checksum(chunk));
  }

  private Answer complete(UUID transfer, String query) {
    BitSet missing = new BitSet();
    missing.set(0, registry.chunkCount(transfer));
    missing.andNot(stored(transfer));
    if (query.startsWith("held=")) {
      held.put(transfer, query.substring(5));
      missing.andNot(IndexRanges.parse(query.substring(5), registry.chunkCount(transfer)));
    }
    if (!missing.isEmpty()) {
      return Answer.problem(
          Problem.of(ErrorCode.INCOMPLETE, "missing").withMissing(IndexRanges.format(missing)));
    }
    registry.parked(transfer);
    return Answer.json(200, new StoredChunks(IndexRanges.format(stored(transfer))));
  }

  private BitSet stored(UUID transfer) {
    BitSet stored = new BitSet();
    of(transfer).keySet().forEach(stored::set);
    return stored;
  }

  private static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
