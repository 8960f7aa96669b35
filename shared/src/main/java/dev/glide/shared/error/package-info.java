/** The one catalogue of error codes, and the problem document (RFC 9457) that carries them. */
@NullMarked
package dev.glide.shared.error;

import org.jspecify.annotations.NullMarked;
