package dev.glide.shared.api;

import java.time.Instant;

/** An invite code; it lets one person sign up, once, until it expires. */
public record NewInvite(String code, Instant expiresAt) {}
