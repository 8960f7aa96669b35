/** Refusals and failures as problem documents (RFC 9457). */
@NullMarked
package dev.glide.registry.problem;

import org.jspecify.annotations.NullMarked;
