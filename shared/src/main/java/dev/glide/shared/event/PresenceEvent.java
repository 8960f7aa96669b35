package dev.glide.shared.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A device has connected to a relay or has gone from it. Relays say it, the registry hears it;
 * keyed by user, device, relay and connection: a device may be at two relays, or twice at one,
 * while it moves, and what is said of one connection must not take the place of what is said of the
 * other. It may be said more than once.
 *
 * @param connection number of the connection among those of the relay, ascending: an older event
 *     says nothing of a newer connection
 */
public record PresenceEvent(
    UUID id, Instant at, String relay, UUID user, UUID device, long connection, boolean online)
    implements Event {
  public static final String ONLINE = "online";
  public static final String OFFLINE = "offline";

  @Override
  public String channel() {
    return Channels.PRESENCE;
  }

  @Override
  public String key() {
    return user + "/" + device + "/" + relay + "/" + connection;
  }

  @Override
  public String what() {
    return online ? ONLINE : OFFLINE;
  }
}
