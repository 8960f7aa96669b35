/**
 * What a person or a program reads: progress lines, tables, JSON events, sizes and durations in
 * words.
 */
@NullMarked
package dev.glide.cli.terminal;

import org.jspecify.annotations.NullMarked;
