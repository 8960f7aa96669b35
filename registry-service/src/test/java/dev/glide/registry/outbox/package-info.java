/** Tests of the outbox with several publishers. */
@NullMarked
package dev.glide.registry.outbox;

import org.jspecify.annotations.NullMarked;
