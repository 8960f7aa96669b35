package dev.glide.shared.api;

import java.util.UUID;

/** A transfer's key, sealed to one device (base64url). */
public record SealedKey(UUID device, String sealed) {}
