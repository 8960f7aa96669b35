package dev.glide.cli.tree;

import java.util.function.Consumer;

/**
 * What a scan needs besides the paths.
 *
 * @param client what goes into the manifest as its maker
 * @param note the sender's words, or empty
 * @param notes hears one line for everything that is left out
 */
public record ScanOptions(String client, String note, int chunkBytes, Consumer<String> notes) {}
