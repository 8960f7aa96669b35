/** Transfers from offer to end: placing, states per recipient, tickets, lists. */
@NullMarked
package dev.glide.registry.transfer;

import org.jspecify.annotations.NullMarked;
