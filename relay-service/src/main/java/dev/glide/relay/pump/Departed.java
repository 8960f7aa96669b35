package dev.glide.relay.pump;

import dev.glide.relay.pairing.Departure;

/** Hears that an end has gone by itself; on an event loop, and at most once for each end. */
@FunctionalInterface
public interface Departed {
  void departed(PipeEnd end, Departure departure);
}
