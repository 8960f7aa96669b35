package dev.glide.registry.outbox;

import dev.glide.shared.event.Event;
import dev.glide.shared.trace.TraceParent;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where events go out of the registry. */
interface EventSink {
  /**
   * Sends one event; the stage completes once it can't get lost any more, or fails.
   *
   * @param trace of what it tells of
   */
  CompletionStage<Void> send(Event event, Optional<TraceParent> trace);
}
