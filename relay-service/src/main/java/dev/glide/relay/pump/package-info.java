/** Moves bytes between two connections, as fast as the slower one takes them. */
@NullMarked
package dev.glide.relay.pump;

import org.jspecify.annotations.NullMarked;
