package dev.glide.shared.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A device has connected to a relay or has gone from it. Relays say it, the registry hears it;
 * keyed by user and device. It may be said more than once.
 *
 * @param connection number of the connection among those of the relay, ascending: an older event
 *     says nothing of a newer connection
 */
public record PresenceEvent(
    UUID id, Instant at, String relay, UUID user, UUID device, long connection, boolean online) {}
