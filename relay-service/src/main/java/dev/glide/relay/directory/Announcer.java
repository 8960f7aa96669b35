package dev.glide.relay.directory;

import dev.glide.shared.event.RelayEvent;
import java.util.concurrent.CompletionStage;

/** Brings the registry word of this relay. */
@FunctionalInterface
public interface Announcer {
  /** Sends it, without waiting; done when the registry has heard, failed if it can't be told. */
  CompletionStage<Void> announce(RelayEvent event);
}
