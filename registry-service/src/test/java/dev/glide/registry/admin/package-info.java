/** Tests of the operator's token. */
@NullMarked
package dev.glide.registry.admin;

import org.jspecify.annotations.NullMarked;
