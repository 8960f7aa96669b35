package dev.glide.registry.session;

import dev.glide.registry.relay.Relay;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a device of a recipient meets the sender.
 *
 * @param epoch counts the relays that it has been assigned to, from 1
 * @param odd where lanes with odd numbers meet; {@code null}: where the others do
 */
record Session(
    UUID id, UUID transfer, Receiver receiver, int epoch, Relay relay, @Nullable Relay odd) {

  /** Whose device it is. */
  record Receiver(UUID user, String handle, UUID device) {}

  Session movedTo(Relay next, @Nullable Relay nextOdd) {
    return new Session(id, transfer, receiver, epoch + 1, next, nextOdd);
  }
}
