package dev.glide.shared.api;

import java.util.UUID;

/** An account as its own devices see it; {@code reservedBytes} of {@code quotaBytes} are in use. */
public record Account(String handle, UUID deviceId, long quotaBytes, long reservedBytes) {}
