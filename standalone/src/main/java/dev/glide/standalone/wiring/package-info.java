/** What one service takes over the network from another, and here from the same process. */
@NullMarked
package dev.glide.standalone.wiring;

import org.jspecify.annotations.NullMarked;
