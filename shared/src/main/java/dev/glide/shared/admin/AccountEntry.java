package dev.glide.shared.admin;

import java.time.Instant;

/**
 * Somebody on the server as its operator sees them.
 *
 * @param disabled whether they may not sign in
 * @param devices how many they sign in from
 * @param quotaBytes what their transfers may take
 * @param reservedBytes what they take now
 */
public record AccountEntry(
    String handle,
    boolean disabled,
    boolean online,
    int devices,
    long quotaBytes,
    long reservedBytes,
    Instant signedUpAt) {}
