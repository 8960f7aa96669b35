package dev.glide.benchmarks;

import java.nio.file.Path;

/**
 * What all scenarios share.
 *
 * @param glide the packaged launcher
 * @param disk a folder on a disk, for what has to be durable
 * @param bytes size of the one large file
 * @param hugeBytes size of the file that memory is measured with besides
 */
public record Setting(
    Path glide, Workspace workspace, Path disk, Rounds rounds, long bytes, long hugeBytes) {}
