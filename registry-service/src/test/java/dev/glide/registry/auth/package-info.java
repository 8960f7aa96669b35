/** Signing in, as far as it needs nothing that runs. */
@NullMarked
package dev.glide.registry.auth;

import org.jspecify.annotations.NullMarked;
