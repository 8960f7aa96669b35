package dev.glide.shared.api;

import java.time.Instant;

/** Lets its bearer do one thing to one transfer at the chunk store; opaque to clients. */
public record Ticket(String token, Instant expiresAt) {}
