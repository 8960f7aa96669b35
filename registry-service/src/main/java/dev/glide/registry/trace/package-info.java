/** Which request the work at hand belongs to. */
@NullMarked
package dev.glide.registry.trace;

import org.jspecify.annotations.NullMarked;
