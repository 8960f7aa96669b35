package dev.glide.registry.relay;

import org.jspecify.annotations.Nullable;

/**
 * Where two clients can meet.
 *
 * @param address internal origin, where the other relays forward to
 * @param url origin where clients can reach this very relay, if there is one
 */
public record Relay(String id, String address, @Nullable String url) {}
