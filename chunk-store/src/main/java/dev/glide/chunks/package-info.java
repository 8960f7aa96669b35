/** Keeps sealed chunks until they are delivered or expired. */
@NullMarked
package dev.glide.chunks;

import org.jspecify.annotations.NullMarked;
