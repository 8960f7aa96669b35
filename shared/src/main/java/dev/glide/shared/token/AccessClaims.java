package dev.glide.shared.token;

import java.time.Instant;
import java.util.UUID;

/** Who bears an access token. */
public record AccessClaims(UUID user, UUID device, String handle, Instant expiresAt) {}
