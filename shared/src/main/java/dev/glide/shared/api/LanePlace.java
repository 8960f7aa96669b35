package dev.glide.shared.api;

import org.jspecify.annotations.Nullable;

/**
 * A relay at which some lanes of a session meet.
 *
 * @param url its own origin, where clients can reach it; {@code null}: ask the server's origin,
 *     which passes it on
 */
public record LanePlace(@Nullable String url, Ticket ticket) {}
