package dev.glide.registry.outbox;

import dev.glide.shared.event.AuditEvent;
import java.util.concurrent.CompletionStage;

/**
 * Where audit events leave the process. An application in which somebody hears them has one; a
 * channel that nobody hears can't be opened.
 */
public interface AuditOutlet {
  /** The stage completes once the event can't get lost any more, or fails. */
  CompletionStage<Void> send(AuditEvent event);
}
