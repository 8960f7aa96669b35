/** From one person to another who is there: through the relay, against socat. */
@NullMarked
package dev.glide.benchmarks.live;

import org.jspecify.annotations.NullMarked;
