package dev.glide.shared.api;

/**
 * How a connection on a relay has ended.
 *
 * @param ending its name, as section 8 of the protocol document lists them
 */
public record SessionEnding(String ending) {}
