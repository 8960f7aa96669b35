package dev.glide.registry.user;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Who is online: who has at least one device connected. */
public interface Presence {
  /** Those of the given users who are online. */
  Set<UUID> onlineAmong(Collection<UUID> users);

  /** How many users are online. */
  long online();
}
