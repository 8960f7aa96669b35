/** Many requests a second out of one thread, and the time of each answer. */
@NullMarked
package dev.glide.benchmarks.load;

import org.jspecify.annotations.NullMarked;
