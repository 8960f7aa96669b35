/** The registry under load, with a database that keeps what it has acknowledged. */
@NullMarked
package dev.glide.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
