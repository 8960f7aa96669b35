/** Counting what happens, for whoever makes metrics of it. */
@NullMarked
package dev.glide.shared.count;

import org.jspecify.annotations.NullMarked;
