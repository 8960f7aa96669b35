package dev.glide.chunks.retention;

import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.TransferKey;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Deletes the chunks of transfers that have ended, when the registry says so.
 *
 * <p>A chunk that is put within {@link LateChunks#WHILE} after that goes then; a later one, by a
 * ticket which is still good, stays until its day has passed.
 */
@ApplicationScoped
class EndedTransfers {
  private static final Logger LOG = Logger.getLogger(EndedTransfers.class);

  private final ChunkStorage storage;
  private final DeletedChunks deleted;
  private final LateChunks late;

  EndedTransfers(ChunkStorage storage, DeletedChunks deleted, LateChunks late) {
    this.storage = storage;
    this.deleted = deleted;
    this.late = late;
  }

  /** Hears an event; if this throws, the event has not been heard and will come again. */
  @Incoming(Channels.TRANSFER)
  @RunOnVirtualThread
  void hear(TransferEvent event) throws IOException {
    switch (event.kind()) {
      case ENDED -> {
        TransferKey transfer = new TransferKey(event.expiryDay(), event.transfer());
        deleted.add(DeletedChunks.Reason.ENDED, storage.delete(transfer));
        late.expect(transfer);
        LOG.infof("transfer %s has ended: its chunks are deleted", event.transfer());
      }
      case SESSION, OFFERED, ACCEPTED, DECLINED, DELIVERED, PARKED, CANCELLED, EXPIRED -> {}
    }
  }
}
