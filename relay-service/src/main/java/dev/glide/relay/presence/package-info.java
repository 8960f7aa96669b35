/** Who is connected is online, and hears what happens to his transfers. */
@NullMarked
package dev.glide.relay.presence;

import org.jspecify.annotations.NullMarked;
