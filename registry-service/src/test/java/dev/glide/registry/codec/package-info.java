/** Base64url, digests and Ed25519 keys as they travel. */
@NullMarked
package dev.glide.registry.codec;

import org.jspecify.annotations.NullMarked;
