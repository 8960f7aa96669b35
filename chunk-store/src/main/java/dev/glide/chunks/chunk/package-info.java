/** The chunk store's HTTP routes and what they do. */
@NullMarked
package dev.glide.chunks.chunk;

import org.jspecify.annotations.NullMarked;
