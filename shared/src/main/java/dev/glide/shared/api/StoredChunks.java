package dev.glide.shared.api;

/** Which chunks of a transfer are in the store, see {@link dev.glide.shared.chunk.IndexRanges}. */
public record StoredChunks(String ranges) {}
