package dev.glide.cli.transfer.fetch;

import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.ChunkSink;

/**
 * What all threads of a receive work with.
 *
 * @param largestBytes content of the largest chunk that there can be
 */
public record Workplace(
    ReceiveBoard board, SealingKeys keys, ChunkSink sink, Progress progress, int largestBytes) {}
