/** Chunks as files in a folder of this machine. */
@NullMarked
package dev.glide.chunks.storage.folder;

import org.jspecify.annotations.NullMarked;
