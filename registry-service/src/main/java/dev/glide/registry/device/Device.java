package dev.glide.registry.device;

import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.Endorsement;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device of a user, as it is stored. */
record Device(
    UUID id,
    UUID user,
    State state,
    String name,
    String signKey,
    String sealKey,
    Instant addedAt,
    @Nullable Endorsement endorsement) {

  /** How far a device is. */
  enum State {
    /** Belongs to the account. */
    ACTIVE,
    /** Asks to; may not sign in yet. */
    WAITING,
    /** Belongs to it no more, and never again under these keys without an endorsement. */
    REMOVED
  }

  DeviceKeys keys() {
    return new DeviceKeys(id, name, signKey, sealKey, addedAt, endorsement);
  }
}
