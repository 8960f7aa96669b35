package dev.glide.chunks.chunk;

import dev.glide.chunks.storage.Announcement;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.shared.api.StoredChunks;
import dev.glide.shared.chunk.IndexRanges;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import dev.glide.shared.trace.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.BitSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says that a transfer is parked, once all its chunks are here. */
@ApplicationScoped
class Completion {
  private static final Logger LOG = Logger.getLogger(Completion.class);

  private final ChunkStorage storage;
  private final Announcer announcer;
  private final Clock clock;

  Completion(ChunkStorage storage, Announcer announcer, Clock clock) {
    this.storage = storage;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Checks that chunks 0 to {@code chunkCount} (exclusive) are here, or with every recipient, and
   * sees to it that the registry hears of it, now or later. May be repeated: the registry then
   * hears of it again.
   *
   * @param held chunks that nobody will ask for any more
   * @param cause of the request
   * @throws GlideException {@code incomplete}, with the missing ranges
   */
  StoredChunks complete(TransferKey transfer, int chunkCount, BitSet held, Cause cause)
      throws IOException {
    BitSet here = storage.list(transfer);
    BitSet missing = new BitSet(chunkCount);
    missing.set(0, chunkCount);
    missing.andNot(here);
    missing.andNot(held);
    if (!missing.isEmpty()) {
      throw new GlideException(
          ErrorCode.INCOMPLETE,
          Problem.of(
                  ErrorCode.INCOMPLETE,
                  "%d of %d chunks are missing".formatted(missing.cardinality(), chunkCount))
              .withMissing(IndexRanges.format(missing)));
    }
    Announcement announcement =
        new Announcement(UUID.randomUUID(), clock.instant(), transfer, chunkCount, cause);
    storage.owe(announcement);
    LOG.infof("transfer %s is parked: all of its %d chunks", transfer.transfer(), chunkCount);
    announcer.announce(announcement);
    return new StoredChunks(IndexRanges.format(here));
  }
}
