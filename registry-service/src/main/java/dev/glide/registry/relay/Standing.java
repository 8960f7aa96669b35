package dev.glide.registry.relay;

import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.event.RelayEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one relay.
 *
 * @param said the newest that it has said of itself; {@code null} if only what it says of devices
 *     has been heard
 * @param heardAt when it was heard, by the registry's clock
 * @param assigned sessions that it has been given since then
 * @param suspect whether a session on it has failed since then
 */
record Standing(@Nullable RelayEvent said, Instant heardAt, int assigned, boolean suspect) {

  /** Sessions as far as is known, or none if it can't be given another. */
  boolean takesMore() {
    return said != null && !said.draining() && load() < said.maxSessions();
  }

  boolean isIdleByHalf() {
    return said != null && load() * 2 < said.maxSessions();
  }

  boolean isDraining() {
    return said != null && said.draining();
  }

  Relays.Condition condition() {
    if (isDraining()) {
      return Relays.Condition.DRAINING;
    }
    return takesMore() ? Relays.Condition.OPEN : Relays.Condition.FULL;
  }

  long load() {
    return said == null ? assigned : (long) said.sessions() + assigned;
  }

  /** As the operator sees it; empty while it has not said what there is to know. */
  Optional<RelayEntry> entry() {
    return said == null
        ? Optional.empty()
        : Optional.of(
            new RelayEntry(
                said.relay(),
                said.address(),
                said.url(),
                load(),
                said.maxSessions(),
                said.draining(),
                heardAt));
  }

  Standing withOneMore() {
    return new Standing(said, heardAt, assigned + 1, suspect);
  }

  Standing suspected() {
    return new Standing(said, heardAt, assigned, true);
  }
}
