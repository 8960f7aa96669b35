/** Reads tickets: the registry's word on who may bring or fetch which chunks. */
@NullMarked
package dev.glide.chunks.ticket;

import org.jspecify.annotations.NullMarked;
