package dev.glide.runtime.process;

/** The service serves, and is about to say so. */
public record Serving() {}
