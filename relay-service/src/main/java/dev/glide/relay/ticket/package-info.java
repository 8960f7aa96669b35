/** Reads what the registry has signed: session tickets and access tokens. */
@NullMarked
package dev.glide.relay.ticket;

import org.jspecify.annotations.NullMarked;
