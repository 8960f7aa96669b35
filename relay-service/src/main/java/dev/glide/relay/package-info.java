/** The relay: brings two clients together, and tells devices what happens. */
@NullMarked
package dev.glide.relay;

import org.jspecify.annotations.NullMarked;
