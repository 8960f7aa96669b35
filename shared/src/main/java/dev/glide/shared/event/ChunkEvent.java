package dev.glide.shared.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All chunks of a transfer are in the chunk store. The chunk store says it, the registry hears it;
 * keyed by transfer. It may be said more than once.
 *
 * @param chunkCount how many chunks the transfer has
 * @param correlation of the request that it comes from, if that is known
 */
public record ChunkEvent(
    UUID id, Instant at, UUID transfer, int chunkCount, @Nullable String correlation)
    implements Event {
  public static final String PARKED = "parked";

  @Override
  public String channel() {
    return Channels.CHUNK;
  }

  @Override
  public String key() {
    return transfer.toString();
  }

  @Override
  public String what() {
    return PARKED;
  }
}
