/** The relay by itself, moved by plain sockets that neither seal nor keep anything. */
@NullMarked
package dev.glide.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
