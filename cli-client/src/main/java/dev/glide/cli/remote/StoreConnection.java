package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Headers;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.chunk.IndexRanges;
import dev.glide.shared.error.ErrorCode;
import java.io.IOException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * One worker's connection to the chunk store for one transfer (protocol, section 4). Tries again as
 * far as its patience goes and renews the ticket when it has expired. One thread; {@link #close}
 * may come from any.
 */
public final class StoreConnection implements AutoCloseable {
  private static final int MAX_LIST_BYTES = 4 * 1024 * 1024;
  private static final int CHECKSUM_TRIES = 3;
  private static final int TICKET_TRIES = 3;

  private final Calls calls;
  private final String path;
  private final Tickets tickets;
  private final CRC32C crc = new CRC32C();

  public StoreConnection(Dialer dialer, Patience patience, UUID transfer, Tickets tickets) {
    this.calls = new Calls(dialer, patience);
    this.path = "/chunks/v1/" + transfer;
    this.tickets = tickets;
  }

  /** Brings a sealed chunk; when this returns it is durable there. */
  public void put(int index, byte[] sealed, int length) throws Failure {
    HttpRequest request =
        HttpRequest.put(path + "/" + index, sealed, length)
            .header("Content-Type", "application/octet-stream")
            .header(Headers.CRC32C, checksum(sealed, length));
    for (int tries = 1; ; tries++) {
      try {
        withTicket(request, answer -> answer.bytes(MAX_LIST_BYTES));
        return;
      } catch (Refused e) {
        // Damaged on the way, not here: the next try may get through.
        if (!e.refusal().is(ErrorCode.CHECKSUM_MISMATCH) || tries == CHECKSUM_TRIES) {
          throw Refusals.failure(e.refusal());
        }
      }
    }
  }

  /**
   * Fetches a sealed chunk.
   *
   * @return its length, or empty if it is not there
   * @throws Failure (not authentic) if it is larger than {@code into} or damaged in the store
   */
  public OptionalInt get(int index, byte[] into) throws Failure {
    HttpRequest request = HttpRequest.get(path + "/" + index);
    try {
      for (int tries = 0; tries < CHECKSUM_TRIES; tries++) {
        int length = withTicket(request, answer -> body(answer, into));
        if (length >= 0) {
          return OptionalInt.of(length);
        }
      }
    } catch (Refused e) {
      if (e.refusal().is(ErrorCode.UNKNOWN_CHUNK)) {
        return OptionalInt.empty();
      }
      throw Refusals.failure(e.refusal());
    }
    throw new Failure(
        ExitCode.NETWORK, "checksum-mismatch", "a chunk arrives damaged, again and again");
  }

  /** Returns the length, or -1 if the bytes are not those of the checksum. */
  private int body(HttpAnswer answer, byte[] into) throws IOException, Failure {
    if (answer.length() > into.length) {
      throw new Failure(
          ExitCode.NOT_AUTHENTIC, "not-authentic", "a stored chunk is larger than it can be");
    }
    int length = answer.read(into);
    Optional<String> checksum = answer.header(Headers.CRC32C);
    return checksum.isPresent() && !checksum.get().equals(checksum(into, length)) ? -1 : length;
  }

  /** Which chunks are in the store. */
  public BitSet stored(int chunkCount) throws Failure {
    try {
      return indexes(withTicket(HttpRequest.get(path), a -> a.text(MAX_LIST_BYTES)), chunkCount);
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    }
  }

  /**
   * Says that all chunks have been brought.
   *
   * @return those that are missing; empty if the transfer is parked now
   */
  public BitSet complete(int chunkCount) throws Failure {
    return complete(chunkCount, new BitSet());
  }

  /**
   * Says that all chunks have been brought but those that every recipient holds already.
   *
   * @return those that are missing; empty if the transfer is parked now
   */
  public BitSet complete(int chunkCount, BitSet held) throws Failure {
    String query = held.isEmpty() ? "" : "?held=" + IndexRanges.format(held);
    try {
      withTicket(
          HttpRequest.post(path + "/complete" + query, new byte[0]),
          answer -> answer.text(MAX_LIST_BYTES));
      return new BitSet();
    } catch (Refused e) {
      String missing = e.refusal().problem().missing();
      if (!e.refusal().is(ErrorCode.INCOMPLETE) || missing == null) {
        throw Refusals.failure(e.refusal());
      }
      return ranges(missing, chunkCount);
    }
  }

  private static BitSet indexes(String json, int chunkCount) throws Failure {
    return ranges(Answers.read(StoredChunks.class, json).ranges(), chunkCount);
  }

  private static BitSet ranges(String text, int chunkCount) throws Failure {
    try {
      return IndexRanges.parse(text, chunkCount);
    } catch (IllegalArgumentException e) {
      throw new Failure(
              ExitCode.NETWORK, "not-glide", "the chunk store's list of chunks can't be read")
          .because(e);
    }
  }

  private <T> T withTicket(HttpRequest request, Calls.Taker<T> taker) throws Failure, Refused {
    String token = tickets.token();
    for (int tries = 1; ; tries++) {
      try {
        return calls.call(request.header("Authorization", "Bearer " + token), taker);
      } catch (Refused e) {
        if (!e.refusal().is(ErrorCode.TICKET_REFUSED) || tries == TICKET_TRIES) {
          throw e;
        }
      }
      token = tickets.renew(token);
    }
  }

  private String checksum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Override
  public void close() {
    calls.close();
  }
}
