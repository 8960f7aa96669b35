package dev.glide.chunks.chunk;

import dev.glide.shared.event.ChunkEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes events to nobody. */
class SilentEmitter implements Emitter<ChunkEvent> {
  @Override
  public CompletionStage<Void> send(ChunkEvent event) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public <M extends Message<? extends ChunkEvent>> void send(M message) {
    message.ack();
  }

  @Override
  public void complete() {}

  @Override
  public void error(Exception e) {}

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean hasRequests() {
    return true;
  }
}
