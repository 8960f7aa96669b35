package dev.glide.cli.tree;

/**
 * The part of one file that lies in one chunk.
 *
 * @param entry index of the file in the manifest
 * @param fileOffset where it starts in the file
 * @param chunkOffset where it starts in the chunk
 */
record Slice(int entry, long fileOffset, int chunkOffset, int length) {}
