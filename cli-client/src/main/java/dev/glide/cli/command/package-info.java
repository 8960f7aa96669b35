/**
 * The commands of the command line: one class each, what they take, what they say, how they end.
 */
@NullMarked
package dev.glide.cli.command;

import org.jspecify.annotations.NullMarked;
