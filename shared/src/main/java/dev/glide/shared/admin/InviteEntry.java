package dev.glide.shared.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invite code that nobody has used yet.
 *
 * @param id names it without being of use to anybody
 * @param madeBy handle of who invites; {@code null} for the operator and for the server's own first
 * @param operators whether the operator has made it
 */
public record InviteEntry(
    String id, @Nullable String madeBy, boolean operators, Instant expiresAt) {}
