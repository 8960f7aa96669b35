/** Chunks as objects in anything that speaks S3. */
@NullMarked
package dev.glide.chunks.storage.s3;

import org.jspecify.annotations.NullMarked;
