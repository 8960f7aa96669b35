/** The relays that have announced themselves, and which of them takes the next session. */
@NullMarked
package dev.glide.registry.relay;

import org.jspecify.annotations.NullMarked;
