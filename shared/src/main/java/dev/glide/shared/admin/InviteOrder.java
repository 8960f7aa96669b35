package dev.glide.shared.admin;

import org.jspecify.annotations.Nullable;

/**
 * An invite code that is to be made.
 *
 * @param days how long it lives; {@code null} for as long as those of everybody else
 */
public record InviteOrder(@Nullable Integer days) {}
