package dev.glide.shared.api;

/** One person on the server. */
public record UserEntry(String handle, boolean online) {}
