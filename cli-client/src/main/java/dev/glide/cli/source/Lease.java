package dev.glide.cli.source;

/**
 * One chunk that one source has been asked for.
 *
 * @param source who fetches it, by the number it has in the plan
 * @param sinceNanos when it was given, on the clock of the plan's owner
 */
public record Lease(int index, int source, long sinceNanos) {}
