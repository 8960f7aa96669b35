/** Deletes the chunks of transfers that have ended or expired. */
@NullMarked
package dev.glide.chunks.retention;

import org.jspecify.annotations.NullMarked;
