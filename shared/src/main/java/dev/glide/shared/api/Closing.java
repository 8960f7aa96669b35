package dev.glide.shared.api;

/**
 * Says that a stream has ended.
 *
 * @param totalBytes plaintext bytes of the whole stream
 * @param trailer sealed: the same length, so that recipients need not believe a server; base64url
 */
public record Closing(long totalBytes, String trailer) {}
