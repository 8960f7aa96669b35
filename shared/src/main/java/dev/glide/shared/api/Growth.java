package dev.glide.shared.api;

/**
 * Asks for more room for a stream that is still open.
 *
 * @param totalBytes plaintext bytes to reserve for in all; less than before changes nothing
 */
public record Growth(long totalBytes) {}
