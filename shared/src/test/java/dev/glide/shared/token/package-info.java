/** What tickets and access tokens say, and how they are signed and checked. */
@NullMarked
package dev.glide.shared.token;

import org.jspecify.annotations.NullMarked;
