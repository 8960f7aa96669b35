package dev.glide.registry.auth;

import java.util.UUID;

/** The signed-in device that makes a request, and whose it is. */
public record Caller(UUID user, UUID device, String handle) {}
