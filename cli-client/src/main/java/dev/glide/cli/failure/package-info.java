/**
 * How the command line fails: one line for a person, a stable code and an exit code for programs.
 */
@NullMarked
package dev.glide.cli.failure;

import org.jspecify.annotations.NullMarked;
