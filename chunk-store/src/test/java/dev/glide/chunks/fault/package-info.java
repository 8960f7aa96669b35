/** Lines between two processes that can be made to fail. */
@NullMarked
package dev.glide.chunks.fault;

import org.jspecify.annotations.NullMarked;
