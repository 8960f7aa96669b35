package dev.glide.shared.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A relay as the registry knows it.
 *
 * @param id a new one for each start of a relay
 * @param address where other relays reach it
 * @param url where clients reach this very relay; {@code null} if there is no such address
 * @param sessions as it said last, and those that it was given since then
 * @param maxSessions how many it takes at most
 * @param draining whether it takes no new sessions
 * @param heardAt when it was heard last
 */
public record RelayEntry(
    String id,
    String address,
    @Nullable String url,
    long sessions,
    int maxSessions,
    boolean draining,
    Instant heardAt) {}
