/**
 * What happened, said to the other services exactly as it was committed, at least once and in
 * order.
 */
@NullMarked
package dev.glide.registry.outbox;

import org.jspecify.annotations.NullMarked;
