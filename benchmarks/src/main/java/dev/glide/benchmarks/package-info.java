/**
 * Measures whole processes of Glide against tools that anyone can install, interleaved in the same
 * run, and prints ratios.
 */
@NullMarked
package dev.glide.benchmarks;

import org.jspecify.annotations.NullMarked;
