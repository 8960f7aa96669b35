/** The chunk store in a process of its own. */
@NullMarked
package dev.glide.chunks.application;

import org.jspecify.annotations.NullMarked;
