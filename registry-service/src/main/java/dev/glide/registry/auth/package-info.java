/** Who is asking: signed assertions become access tokens, access tokens become callers. */
@NullMarked
package dev.glide.registry.auth;

import org.jspecify.annotations.NullMarked;
