/** What the services share when each runs by itself. */
@NullMarked
package dev.glide.runtime;

import org.jspecify.annotations.NullMarked;
