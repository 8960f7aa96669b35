package dev.glide.shared.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a session of a transfer, or for another relay after a failure.
 *
 * @param session which one, asked by the sender; {@code null} for the recipient's own device
 * @param lost the epoch that has failed for the one who asks: the answer has a higher one; {@code
 *     null} to get the present one, or the first
 * @param relays at how many relays at once the recipient can be, one or two; {@code null}: one, as
 *     where the sender asks
 */
public record SessionRequest(
    @Nullable UUID session, @Nullable Integer lost, @Nullable Integer relays) {}
