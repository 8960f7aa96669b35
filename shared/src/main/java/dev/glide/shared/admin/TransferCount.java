package dev.glide.shared.admin;

/**
 * Transfers on the server.
 *
 * @param waiting under way, and not all in the chunk store
 * @param parked under way, and all in the chunk store
 * @param ended and not forgotten yet
 * @param storedBytes of the parked ones' files
 * @param reservedBytes what those under way take of their senders' quotas
 */
public record TransferCount(
    long waiting, long parked, long ended, long storedBytes, long reservedBytes) {}
