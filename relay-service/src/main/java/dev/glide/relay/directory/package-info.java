/** Tells the registry that this relay is there, how full it is, and that it is going. */
@NullMarked
package dev.glide.relay.directory;

import org.jspecify.annotations.NullMarked;
