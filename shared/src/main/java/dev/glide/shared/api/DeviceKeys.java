package dev.glide.shared.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device and its public keys; the first device of an account has no endorsement. */
public record DeviceKeys(
    UUID id,
    String name,
    String signKey,
    String sealKey,
    Instant addedAt,
    @Nullable Endorsement endorsement) {}
