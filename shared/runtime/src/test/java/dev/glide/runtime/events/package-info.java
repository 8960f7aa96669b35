/** Events through a real broker. */
@NullMarked
package dev.glide.runtime.events;

import org.jspecify.annotations.NullMarked;
