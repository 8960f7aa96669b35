/** What only the operator of the server may ask, by a token of its own. */
@NullMarked
package dev.glide.registry.admin;

import org.jspecify.annotations.NullMarked;
