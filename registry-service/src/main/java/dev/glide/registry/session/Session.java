package dev.glide.registry.session;

import dev.glide.registry.relay.Relay;
import java.util.UUID;

/**
 * Where a device of a recipient meets the sender.
 *
 * @param epoch counts the relays that it has been assigned to, from 1
 */
record Session(UUID id, UUID transfer, Receiver receiver, int epoch, Relay relay) {

  /** Whose device it is. */
  record Receiver(UUID user, String handle, UUID device) {}

  Session movedTo(Relay next) {
    return new Session(id, transfer, receiver, epoch + 1, next);
  }
}
